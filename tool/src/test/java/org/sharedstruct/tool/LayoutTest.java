package org.sharedstruct.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code layout}: where fields lie, as C has them; the offsets are those of the generated layout. */
class LayoutTest {

  /** Where the tests' structs are. */
  static final String CLASSES = Path.of("target", "test-classes").toString();

  @TempDir Path folder;

  @Test
  void holesAndInnerStructsOfAClass() throws Exception {
    assertThat(Run.of("layout", "-cp", CLASSES, Robot.class.getName()).output()).isEqualTo("""
        Robot, 152 bytes, aligned to 8

        offset  size  line  type             name
             0     1     0  boolean          on
             1     7     0  (hole)
             8    16     0  struct:Pose      pose
             8     8     0  double           pose.x
            16     8     0  double           pose.y
            24    12     0  string           name
            36     4     0  enum{IDLE,BUSY}  state
            40    12     0  float[3]         sample
            52     4     0  (hole)
            56    32   0-1  struct:Pose[2]   route
            56     8     0  double           route[].x
            64     8     1  double           route[].y
            88     4     1  unsigned32       ticket
            92     2     1  char             sign
            94     2     1  (hole)
            96     8     1  long             count
           104    16     1  uuid             id
           120    16   1-2  instant          since
           136    16     2  duration         left

        12 fields in 3 cache lines; 3 holes of 13 bytes together, no padding
        """);
  }

  @Test
  void roomOfARegion() throws Exception {
    Path path = folder.resolve("wide");
    SharedWide.create(path).close();
    assertThat(Run.of("layout", path).output()).isEqualTo("""
        Wide, 160 bytes, aligned to 8

        offset  size  line  type      name
             0     1     0  byte      kind
             1     7     0  (hole)
             8    80   0-1  long[10]  value
            88    72   1-2  (room)

        2 fields in 3 cache lines; 1 hole of 7 bytes together, no padding, room for 72 bytes
        """);
  }

  @Test
  void paddingOfAClass() throws Exception {
    assertThat(Run.of("layout", "-cp", CLASSES, Padded.class.getName()).output()).isEqualTo("""
        Padded, 16 bytes, aligned to 8

        offset  size  line  type       name
             0     8     0  long       first
             8     1     0  byte       last
             9     7     0  (padding)

        2 fields in 1 cache line; no holes, 7 bytes of padding
        """);
  }

  @Test
  void whatIsNeitherARegionNorAClassIsRefused() throws Exception {
    Run.of("layout", "com.acme.Nothing")
        .assertRefused(1, "com.acme.Nothing: there is no such file, nor a struct of that name on the class path");
  }
}

package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sharedstruct.tests.child.Place;
import org.sharedstruct.tests.child.Values;

/** Values of all eight types, the extreme ones too, pass between processes bit by bit. */
class ChildValuesTest {

  private static final String[] ALL_BITS = Values.ALL.stream().map(Values::bits).toArray(String[]::new);

  @TempDir Path folder;

  @Test
  void theValuesAreTheOnesMeant() {
    assertThat(ALL_BITS).containsExactly(
        "false 00 0000 0000 00000000 0000000000000000 00000000 0000000000000000",
        "true 80 8000 0000 80000000 8000000000000000 00000001 0000000000000001",
        "true 7f 7fff ffff 7fffffff 7fffffffffffffff 7f7fffff 7fefffffffffffff",
        "false ff ffff d800 ffffffff ffffffffffffffff 80000000 8000000000000000",
        "true 12 1234 8001 12345678 123456789abcdef0 7fc00000 7ff8000000000000",
        "false 01 0001 0078 00000001 0000000000000001 ff800000 7ff0000000000000",
        "false 01 0001 0078 00000001 0000000000000001 ffc12345 7ff80000deadbeef");
  }

  @ParameterizedTest
  @EnumSource
  void aChildWritesAndTheParentReads(Place place) throws Exception {
    Path path = folder.resolve("values");
    place.create(path, Values.ALL.size());
    ChildJvm.run(Values.class, "write", place, path);
    for (Place other : Place.values()) {
      if (other.sharesFilesWith(place)) {
        assertThat(Values.read(other, path)).as("read %s", other).containsExactly(ALL_BITS);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void theParentWritesAndAChildReads(Place place) throws Exception {
    Path path = folder.resolve("values");
    place.create(path, Values.ALL.size());
    Values.write(place, path);
    assertThat(ChildJvm.run(Values.class, "read", place, path)).containsExactly(ALL_BITS);
  }
}

package org.sharedstruct.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sharedstruct.header.CHeader;
import org.sharedstruct.region.Region;

/** {@code header}: the same as the processor writes. */
class HeaderTest {

  @TempDir Path folder;

  @Test
  void theHeaderOfARegionAndOfItsClass() throws Exception {
    Path path = folder.resolve("robot");
    SharedRobot.create(path).close();
    String header = CHeader.of(Region.schemaOf(path));
    assertThat(header).contains("struct Robot {");
    assertThat(Run.of("header", path).output()).isEqualTo(header);
    assertThat(Run.of("header", "-cp", LayoutTest.CLASSES, Robot.class.getName()).output()).isEqualTo(header);
  }

  @Test
  void theHeaderOfTheProtocol() throws Exception {
    assertThat(Run.of("header", "--library").output())
        .isEqualTo(Files.readString(Path.of("..", "c", "sharedstruct.h")));
  }

  @Test
  void eitherIsAskedFor() throws Exception {
    assertThat(Run.of("header").status()).isEqualTo(2);
    assertThat(Run.of("header", "--library", "file").status()).isEqualTo(2);
  }
}

package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sharedstruct.SharedLock.Waiting;
import org.sharedstruct.tests.child.WritesToFullDisk;

/** A store into a hole of a file, for which the file system has no room left, says so. */
class FullDiskTest {

  private static final long LENGTH = 200;

  /** Writes that a child tries. */
  private static final int WRITES = 12;

  @TempDir Path folder;

  private Path disk;
  private Path region;

  @BeforeEach
  void mount() throws Exception {
    disk = Files.createDirectory(folder.resolve("disk"));
    region = disk.resolve("region");
    Process mount = new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString()).start();
    Assumptions.assumeTrue(mount.waitFor() == 0, "this user may not mount");
  }

  @AfterEach
  void unmount() throws Exception {
    new ProcessBuilder("umount", disk.toString()).start().waitFor();
  }

  /** A region as {@code cp} copies it: where there were zeros is a hole. */
  private void createWithHoles() throws Exception {
    SharedMedley.Array.create(region, LENGTH).close();
    Path copy = disk.resolve("copy");
    Tool.run("cp", "--sparse=always", region, copy);
    Tool.run("mv", copy, region);
  }

  private Path fill() throws IOException {
    Path filler = disk.resolve("filler");
    byte[] block = new byte[4096];
    try {
      for (;;) {
        Files.write(filler, block, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      }
    } catch (IOException full) {
      return filler;
    }
  }

  private static List<String> outcomes(ChildJvm child) throws InterruptedException {
    List<String> outcomes = new ArrayList<>();
    for (int i = 0; i < WRITES; i++) {
      outcomes.add(child.nextLine());
    }
    return outcomes;
  }

  @Test
  void isToldByEveryWriteAndOverWhenThereIsRoom() throws Exception {
    createWithHoles();
    Path filler = fill();
    ProcessBuilder command = Children.command(Waiting.POLLING, WritesToFullDisk.class, region);
    command.command().addAll(1, List.of("-Xint", "-XX:-CreateCoredumpOnCrash",
        "-XX:ErrorFile=" + folder.resolve("error.log")));
    try (ChildJvm child = ChildJvm.start(command)) {
      assertThat(outcomes(child)).allMatch(outcome -> outcome.endsWith(
          ": java.lang.IllegalStateException: Medley[%s] in %s has a hole, and the file system of %s is full: "
              .formatted(LENGTH, region, region) + "0 bytes are free, 4096 are needed"));
      assertThat(child.nextLine()).as("the lock").isEqualTo("free");
      Files.delete(filler);
      child.goOn();
      assertThat(outcomes(child)).allMatch(outcome -> outcome.endsWith(": " + WritesToFullDisk.WROTE));
      assertThat(child.finish()).last().isEqualTo("0");
    }
  }
}

package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sharedstruct.SharedLock.Waiting;
import org.sharedstruct.tests.child.ClosesOneOfTwo;
import org.sharedstruct.tests.child.MakesTemporary;
import org.sharedstruct.tests.child.OpensAndWaits;

/** A temporary region lives as long as somebody uses it, and goes with the last one, however that one ends. */
class TemporaryTest {

  @Test
  void goesWhenItsLastHandleIsClosed() throws Exception {
    SharedEight first = SharedEight.createTemporary();
    Path path = first.path();
    SharedEight second = SharedEight.open(path);
    first.close();
    assertThat(path).exists();
    second.close();
    assertNothingLeft(path);
  }

  @Test
  void goesWhenTheLastProcessHasClosedIt() throws Exception {
    SharedEight shared = SharedEight.createTemporary();
    Path path = shared.path();
    try (ChildJvm child = ChildJvm.start(OpensAndWaits.class, path)) {
      child.awaitLine("attached to 0");
      shared.close();
      assertThat(path).exists();
      child.finish();
    }
    assertNothingLeft(path);
  }

  @Test
  void goesWithTheCloserWhenTheOthersWereKilled() throws Exception {
    SharedEight shared = SharedEight.createTemporary();
    Path path = shared.path();
    try (ChildJvm child = ChildJvm.start(OpensAndWaits.class, path)) {
      child.awaitLine("attached to 0");
      child.signal("KILL");
    }
    assertThat(path).exists();
    shared.close();
    assertNothingLeft(path);
  }

  @Test
  void goesWhenTheJvmExitsWithoutClosingIt() throws Exception {
    List<String> lines = ChildJvm.run(MakesTemporary.class, false);
    assertNothingLeft(Path.of(lines.getFirst()));
  }

  @Test
  void goesWithTheNextOneWhenAllItsUsersWereKilled() throws Exception {
    Path path;
    try (ChildJvm child = ChildJvm.start(MakesTemporary.class, true)) {
      path = Path.of(child.nextLine());
      assertThat(path).exists();
      child.signal("KILL");
    }
    assertThat(path).exists();
    SharedEight.createTemporary().close();
    assertNothingLeft(path);
  }

  @Test
  void isNotTakenForDeadWhileItsOnlyUserIsAlive() throws Exception {
    try (ChildJvm child = ChildJvm.start(MakesTemporary.class, true)) {
      Path path = Path.of(child.nextLine());
      SharedEight.createTemporary().close();
      try (SharedEight shared = SharedEight.open(path)) {
        assertThat(shared.isRemoved()).isFalse();
      }
      child.finish();
      assertNothingLeft(path);
    }
  }

  private static void assertNothingLeft(Path path) throws Exception {
    String name = path.getFileName().toString();
    try (Stream<Path> files = Files.list(path.getParent())) {
      assertThat(files.filter(file -> file.toString().contains(name))).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void staysUntilTheLastHandleOfAProcessIsClosed(Waiting waiting) throws Exception {
    assertThat(ChildJvm.run(Children.command(waiting, ClosesOneOfTwo.class))).containsExactly("true", "false");
  }
}

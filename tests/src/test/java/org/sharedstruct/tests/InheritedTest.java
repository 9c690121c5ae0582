package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sharedstruct.tests.child.Heir;
import org.sharedstruct.tests.child.JavaCommand;

/** Regions that a process passes on to its children, by names. */
class InheritedTest {

  @TempDir Path folder;

  @Test
  void aChildOpensWhatItWasPassed() throws Exception {
    try (SharedXY shared = SharedXY.create(folder.resolve("xy"), new XYRecord(1, 2))) {
      ProcessBuilder child = JavaCommand.of(Heir.class, 1, "target");
      shared.passTo(child, "target");
      assertThat(ChildJvm.run(child)).containsExactly("target: XYRecord[x=2.0, y=2.0]");
      assertThat(shared.guarded().snapshot()).isEqualTo(new XYRecord(2, 2));
    }
  }

  @Test
  void aChildGetsSeveralRegionsSinglesAndArrays() throws Exception {
    try (SharedXY one = SharedXY.create(folder.resolve("one"), new XYRecord(1, 0));
        SharedXY two = SharedXY.create(folder.resolve("two"), new XYRecord(20, 0));
        SharedXY.Array many = SharedXY.Array.create(
            folder.resolve("many"), List.of(new XYRecord(300, 0), new XYRecord(400, 0)))) {
      ProcessBuilder child = JavaCommand.of(Heir.class, 1, "two", "points", "one_1");
      one.passTo(child, "one_1");
      two.passTo(child, "two");
      many.passTo(child, "points");
      assertThat(ChildJvm.run(child)).containsExactly(
          "two: XYRecord[x=21.0, y=0.0]",
          "points: [XYRecord[x=301.0, y=0.0], XYRecord[x=401.0, y=0.0]]",
          "one_1: XYRecord[x=2.0, y=0.0]");
      assertThat(one.raw().x()).isEqualTo(2);
      assertThat(two.raw().x()).isEqualTo(21);
      assertThat(many.raw().x(0)).isEqualTo(301);
      assertThat(many.raw().x(1)).isEqualTo(401);
    }
  }

  @Test
  void aGrandchildInheritsToo() throws Exception {
    try (SharedXY shared = SharedXY.create(folder.resolve("xy"))) {
      ProcessBuilder child = JavaCommand.of(Heir.class, 3, "target");
      shared.passTo(child, "target");
      assertThat(ChildJvm.run(child)).containsExactly(
          "target: XYRecord[x=1.0, y=0.0]",
          "target: XYRecord[x=2.0, y=0.0]",
          "target: XYRecord[x=3.0, y=0.0]");
      assertThat(shared.raw().x()).isEqualTo(3);
    }
  }

  @Test
  void aNameThatWasNotPassedIsToldWithThoseThatWere() throws Exception {
    try (SharedXY shared = SharedXY.create(folder.resolve("xy"))) {
      ProcessBuilder child = JavaCommand.of(Heir.class, 1, "targte", "targets");
      shared.passTo(child, "target");
      shared.passTo(child, "again");
      assertThat(ChildJvm.run(child)).containsExactly(
          "no region was passed to this process by the name 'targte'; passed were [again, target]",
          "no region was passed to this process by the name 'targets'; passed were [again, target]");
    }
  }

  @Test
  void nothingIsInheritedWherePassToWasNotCalled() {
    assertThatThrownBy(() -> SharedXY.inherited("target"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no region was passed to this process by the name 'target'; passed were []");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "a-b", "a=b", "größe"})
  void aNameThatNoEnvironmentCanBearIsRefused(String name) throws Exception {
    try (SharedXY shared = SharedXY.create(folder.resolve("xy"))) {
      ProcessBuilder child = JavaCommand.of(Heir.class, 1, name);
      assertThatThrownBy(() -> shared.passTo(child, name))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("name '" + name + "' is not made of letters, digits and underscores");
      assertThat(child.environment()).doesNotContainKey("SHAREDSTRUCT_" + name);
    }
  }
}

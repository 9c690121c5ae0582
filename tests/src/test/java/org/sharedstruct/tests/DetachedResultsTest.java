package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that a default method of a guarded view gives writes to the memory without a lock. */
class DetachedResultsTest {

  private static final CornerRecord LOW = new CornerRecord(1);
  private static final CornerRecord HIGH = new CornerRecord(2);
  private static final CornerRecord INNER = new CornerRecord(4);

  @TempDir Path folder;

  private SharedBox shared;
  private GuardedBox box;

  @BeforeEach
  void create() throws Exception {
    shared = SharedBox.create(
        folder.resolve("box"), new BoxRecord(LOW, HIGH, List.of(new CornerRecord(3), INNER), 0));
    box = shared.guarded();
  }

  @AfterEach
  void close() {
    shared.close();
  }

  @Test
  void onASnapshotItIsARecord() {
    assertThat(box.bigger()).isEqualTo(HIGH).isInstanceOf(CornerRecord.class);
    assertThat(box.corners()).containsExactly(LOW, HIGH).hasOnlyElementsOfType(CornerRecord.class);
    assertThat(box.version()).as("no commit was needed").isZero();
  }

  @Test
  void afterAnUpdateItIsARecordToo() {
    Corner bigger = box.countedBigger();
    assertThat(bigger).isEqualTo(HIGH);
    assertThat(box.n()).isOne();
    assertThatThrownBy(() -> bigger.x(42)).isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("CornerRecord is immutable: x cannot be set");
    shared.raw().high().x(5);
    assertThat(bigger.x()).as("a value of that commit").isEqualTo(2);
  }

  @Test
  void itIsARecordInWhateverHoldsIt() {
    assertThat(box.inAList()).isEqualTo(Arrays.asList(LOW, null, INNER));
    assertThat(box.inASet()).isEqualTo(Set.of(LOW, HIGH)).hasOnlyElementsOfType(CornerRecord.class);
    assertThat(box.inAQueue()).containsExactly(LOW, HIGH).hasOnlyElementsOfType(CornerRecord.class);
    assertThat(box.inAMap()).isEqualTo(Map.of("low", List.of(LOW), "none", List.of()));
    assertThat(box.inAnArray()).containsExactly(LOW, HIGH).hasOnlyElementsOfType(CornerRecord.class);
    assertThat(box.inArrays()[0]).isEqualTo(new Corner[] {LOW});
    assertThat(box.inAnArrayOfTheirs()).containsExactly(LOW, null);
    assertThat(box.inAnArrayOfTheirArrays()[0]).containsExactly(LOW, HIGH);
    assertThat(box.perhaps()).contains(LOW);
    assertThat(box.oneByOne()).containsExactly(LOW, HIGH).hasOnlyElementsOfType(CornerRecord.class);
    assertThat(box.<Object>made(Box::low)).isEqualTo(LOW);
    assertThat(box.<Object>made(raw -> ((RawBox) raw).inner())).isEqualTo(List.of(new CornerRecord(3), INNER));
  }

  @Test
  void theViewItselfIsTheGuardedOne() {
    assertThat(box.itself()).singleElement().isSameAs(box);
    assertThat(box.<Object>made(raw -> raw)).isSameAs(box);
  }

  @Test
  void whatHoldsNoViewStaysTheSame() {
    List<String> list = new ArrayList<>(List.of("a"));
    Object[] array = {"a", null, new int[] {1}};
    Map<String, Object> map = Map.of("a", 1);
    for (Object value : new Object[] {list, array, map, Set.of(1), "text", box, new int[] {1}}) {
      assertThat(box.given(value)).isSameAs(value);
    }
    assertThat(box.<Object>given(null)).isNull();
  }

  @Test
  void aStreamIsReadBeforeTheCommit() {
    Stream<Corner> points = box.oneByOne();
    shared.raw().low().x(9);
    assertThat(points).containsExactly(LOW, HIGH);
  }

  @Test
  void aSetterOnASnapshotNamesTheMethodAndTheAnnotation() {
    assertThatThrownBy(() -> box.forgotten(1, "")).isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("Box.forgotten(int, String) runs on a snapshot, and cannot set n."
            + " Annotate it with @Update, so that it runs as one commit");
    assertThatThrownBy(box::forgottenInside)
        .hasMessage("Box.forgottenInside() runs on a snapshot, and cannot set x."
            + " Annotate it with @Update, so that it runs as one commit");
    assertThatThrownBy(() -> box.snapshot().forgotten(1, "")).hasMessage("BoxRecord is immutable: n cannot be set");
    assertThat(box.version()).isZero();
    shared.raw().forgotten(7, "");
    assertThat(box.n()).isEqualTo(7);
  }
}

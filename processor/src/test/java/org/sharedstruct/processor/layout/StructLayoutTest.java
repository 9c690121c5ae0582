package org.sharedstruct.processor.layout;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javapoet.ClassName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sharedstruct.processor.model.Deprecation;
import org.sharedstruct.processor.model.Field;
import org.sharedstruct.processor.model.Primitive;
import org.sharedstruct.processor.model.Struct;

/** Where fields lie, as C's ABI has it. */
class StructLayoutTest {

  @ParameterizedTest
  @CsvSource({
      "BOOLEAN, 1", "BYTE, 1", "SHORT, 2", "CHAR, 2", "INT, 4", "FLOAT, 4", "LONG, 8", "DOUBLE, 8"
  })
  void aPrimitiveIsAsLargeAsItsAlignment(Primitive type, long bytes) {
    StructLayout layout = layout(type);
    assertThat(layout.size()).isEqualTo(bytes);
    assertThat(layout.alignment()).isEqualTo(bytes);
    assertThat(layout.tailPadding()).isZero();
  }

  @Test
  void fieldsOfOneSizeFollowEachOtherWithoutAGap() {
    StructLayout layout = layout(Primitive.FLOAT, Primitive.INT, Primitive.FLOAT);
    assertThat(offsets(layout)).containsExactly(0L, 4L, 8L);
    assertThat(paddings(layout)).containsExactly(0L, 0L, 0L);
    assertThat(layout.size()).isEqualTo(12);
    assertThat(layout.alignment()).isEqualTo(4);
  }

  @Test
  void aFieldBeginsAtTheNextMultipleOfItsSize() {
    StructLayout layout = layout(Primitive.BYTE, Primitive.SHORT, Primitive.BYTE, Primitive.INT,
        Primitive.BYTE, Primitive.LONG);
    assertThat(offsets(layout)).containsExactly(0L, 2L, 4L, 8L, 12L, 16L);
    assertThat(paddings(layout)).containsExactly(0L, 1L, 0L, 3L, 0L, 3L);
  }

  @Test
  void theWholeIsPaddedToAMultipleOfTheLargestAlignment() {
    StructLayout layout = layout(Primitive.DOUBLE, Primitive.BOOLEAN);
    assertThat(layout.size()).isEqualTo(16);
    assertThat(layout.alignment()).isEqualTo(8);
    assertThat(layout.tailPadding()).isEqualTo(7);
  }

  @Test
  void smallFieldsShareWhatALargeOneLeaves() {
    StructLayout layout = layout(Primitive.LONG, Primitive.BYTE, Primitive.CHAR, Primitive.INT);
    assertThat(offsets(layout)).containsExactly(0L, 8L, 10L, 12L);
    assertThat(layout.size()).isEqualTo(16);
    assertThat(layout.tailPadding()).isZero();
  }

  @Test
  void fieldsKeepTheOrderOfTheirDeclaration() {
    assertThat(layout(Primitive.BYTE, Primitive.DOUBLE, Primitive.SHORT).slots())
        .extracting(slot -> slot.field().type())
        .containsExactly(Primitive.BYTE, Primitive.DOUBLE, Primitive.SHORT);
  }

  /** Every pair of types: no overlap, no gap of a whole alignment, nothing unaligned. */
  @ParameterizedTest
  @EnumSource
  void noTwoFieldsOverlapAndNoneIsUnaligned(Primitive first) {
    for (Primitive second : Primitive.values()) {
      StructLayout layout = layout(first, second, first);
      long end = 0;
      for (StructLayout.Slot slot : layout.slots()) {
        assertThat(slot.offset() % slot.field().type().alignment()).isZero();
        assertThat(slot.offset()).isBetween(end, end + slot.field().type().alignment() - 1);
        end = slot.end();
      }
      assertThat(layout.size()).isEqualTo(end + layout.tailPadding());
      assertThat(layout.size() % layout.alignment()).isZero();
      assertThat(layout.tailPadding()).isLessThan(layout.alignment());
    }
  }

  @Test
  void theSchemaNamesOffsetSizeTypeAndNameOfEachField() {
    assertThat(layout(Primitive.BOOLEAN, Primitive.CHAR, Primitive.DOUBLE).schema().text()).isEqualTo("""
        struct S size 16 align 8
        0 1 boolean f0
        2 2 char f1
        8 8 double f2
        """);
  }

  private static StructLayout layout(Primitive... types) {
    List<Field> fields = new ArrayList<>();
    for (Primitive type : types) {
      String name = "f" + fields.size();
      fields.add(new Field(name, name, type, type.alignment(), false, name, name, Field.Setter.NONE, Deprecation.NONE, "", Field.INDEX, Field.VALUE));
    }
    return StructLayout.of(
        new Struct(ClassName.get("p", "S"), "S", true, Deprecation.NONE, 1, 0, List.of(), fields,
            List.of(), Set.of(), List.of()));
  }

  private static List<Long> offsets(StructLayout layout) {
    return layout.slots().stream().map(StructLayout.Slot::offset).toList();
  }

  private static List<Long> paddings(StructLayout layout) {
    List<Long> paddings = new ArrayList<>();
    long end = 0;
    for (StructLayout.Slot slot : layout.slots()) {
      paddings.add(slot.offset() - end);
      end = slot.end();
    }
    return paddings;
  }
}

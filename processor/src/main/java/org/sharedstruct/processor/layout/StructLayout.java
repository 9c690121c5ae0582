package org.sharedstruct.processor.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.sharedstruct.processor.model.Field;
import org.sharedstruct.processor.model.FieldType;
import org.sharedstruct.processor.model.FixedArray;
import org.sharedstruct.processor.model.Nested;
import org.sharedstruct.processor.model.Struct;
import org.sharedstruct.format.Schema;

/**
 * A struct's fields with their places.
 *
 * @param name the struct's name
 * @param slots by ascending offset
 * @param sized whether the size was given, so that there is room for more fields
 * @param size bytes, tail padding included
 * @param alignment bytes
 */
public record StructLayout(String name, List<Slot> slots, boolean sized, long size, long alignment) {

  /** Of a struct with room to grow, so that any field may come. */
  private static final long LEAST_ALIGNMENT_OF_SIZED = Long.BYTES;

  /**
   * A field and its place.
   *
   * @param field the field
   * @param offset byte offset in the struct
   */
  public record Slot(Field field, long offset) {

    /** First byte after the field. */
    public long end() {
      return offset + field.type().size();
    }
  }

  /** Lays a struct out. */
  public static StructLayout of(Struct struct) {
    List<Slot> slots = new ArrayList<>();
    long end = 0;
    long alignment = struct.isSized()
        ? Math.max(LEAST_ALIGNMENT_OF_SIZED, struct.alignment()) : struct.alignment();
    for (Field field : struct.fields()) {
      long offset = roundUp(end, field.alignment());
      Slot slot = new Slot(field, offset);
      slots.add(slot);
      end = slot.end();
      alignment = Math.max(alignment, field.alignment());
    }
    return new StructLayout(struct.name(), List.copyOf(slots), struct.isSized(),
        struct.isSized() ? struct.size() : roundUp(end, alignment), alignment);
  }

  private static long roundUp(long offset, long multiple) {
    return (offset + multiple - 1) / multiple * multiple;
  }

  /** Unused bytes after the last field. */
  public long tailPadding() {
    return size - slots.getLast().end();
  }

  /** The layout as a region's file bears it. */
  public Schema schema() {
    return new Schema(name, sized, size, alignment, slots.stream().flatMap(StructLayout::members).toList());
  }

  /** A line for the field and, if it is a struct, one for each field of that, by a dotted name. */
  private static Stream<Schema.Member> members(Slot slot) {
    Field field = slot.field();
    FieldType type = field.type();
    Schema.Member whole =
        new Schema.Member(slot.offset(), type.size(), type.schemaName(), field.name());
    return Stream.concat(Stream.of(whole), switch (type) {
      case Nested nested -> within(nested, slot.offset(), field.name() + ".");
      case FixedArray(Nested nested, int _, boolean _) ->
          within(nested, slot.offset(), field.name() + "[].");
      default -> Stream.empty();
    });
  }

  private static Stream<Schema.Member> within(Nested nested, long offset, String prefix) {
    return nested.schema().members().stream().map(member -> new Schema.Member(
        offset + member.offset(), member.size(), member.type(), prefix + member.name()));
  }
}

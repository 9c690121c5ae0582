package org.sharedstruct.tool.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sharedstruct.format.Format;
import org.sharedstruct.tool.value.Type;

/**
 * Bytes of a struct.
 *
 * @param offset where they begin
 * @param size how many
 * @param kind whose they are
 * @param type the field's type, for people; what it is, if it is none
 * @param name the field's; empty if it is none
 * @param hasParts whether the spans within it follow
 */
public record Span(long offset, long size, Kind kind, String type, String name, boolean hasParts) {

  /** Bytes of a cache line of the common processors. */
  public static final long LINE = Format.PAYLOAD_ALIGNMENT;

  /** Whose bytes are. */
  public enum Kind {
    /** A field's. */
    FIELD,
    /** Lost, so that the next field is aligned. */
    HOLE,
    /** Lost behind the last field. */
    PADDING,
    /** For fields to come. */
    ROOM
  }

  /** First byte after it. */
  long end() {
    return offset + size;
  }

  /**
   * The cache line that it begins in.
   *
   * @return the first one is 0
   */
  public long firstLine() {
    return offset / LINE;
  }

  /**
   * The cache line that it ends in.
   *
   * @return the first one is 0
   */
  public long lastLine() {
    return (end() - 1) / LINE;
  }

  /**
   * All spans of a struct: each field, with those in it behind it.
   *
   * @param struct the struct
   * @param most of an array of structs with no more elements than these, each is taken apart; of
   *     others the first one, as an example, if this is 0, and else none
   * @return the spans in their order
   */
  public static List<Span> of(Type.Struct struct, int most) {
    List<Span> spans = new ArrayList<>();
    add(struct, 0, "", most, spans);
    return spans;
  }

  private static void add(Type.Struct struct, long base, String prefix, int most, List<Span> spans) {
    long at = base;
    for (Map.Entry<String, Type.Field> entry : struct.fields().entrySet()) {
      Type.Field field = entry.getValue();
      long offset = base + field.offset();
      if (offset > at) {
        spans.add(new Span(at, offset - at, Kind.HOLE, "(hole)", "", false));
      }
      add(field, offset, prefix + entry.getKey(), most, spans);
      at = offset + field.size();
    }
    long rest = base + struct.size() - at;
    if (rest > 0) {
      spans.add(struct.sized() ? new Span(at, rest, Kind.ROOM, "(room)", "", false)
          : new Span(at, rest, Kind.PADDING, "(padding)", "", false));
    }
  }

  private static void add(Type.Field field, long offset, String name, int most, List<Span> spans) {
    Type.Struct inner = switch (field.type()) {
      case Type.Struct one -> one;
      case Type.Array(long count, long _, Type.Struct element) when most == 0 || count <= most -> element;
      default -> null;
    };
    spans.add(new Span(offset, field.size(), Kind.FIELD, field.word(), name, inner != null));
    if (inner == null) {
      return;
    }
    if (!(field.type() instanceof Type.Array array)) {
      add(inner, offset, name + ".", most, spans);
    } else if (most == 0) {
      add(inner, offset, name + "[].", most, spans);
    } else {
      for (int i = 0; i < array.count(); i++) {
        add(inner, offset + i * array.stride(), name + "[" + i + "].", most, spans);
      }
    }
  }
}

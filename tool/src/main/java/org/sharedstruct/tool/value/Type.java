package org.sharedstruct.tool.value;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_CHAR_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.sharedstruct.format.MemberType;
import org.sharedstruct.format.Schema;
import org.sharedstruct.format.Schema.Member;
import org.sharedstruct.tool.value.Value.Constant;
import org.sharedstruct.tool.value.Value.Invalid;

/** A type as a schema describes it, and how bytes become values of it. */
public sealed interface Type {

  /**
   * Makes a value of bytes. Elements of an array are made when they are asked for.
   *
   * @param memory does not change any more
   * @param at where the value begins; need not be aligned
   * @return the value; bytes that are none are {@link Invalid}
   */
  Value read(MemorySegment memory, long at);

  /**
   * A type without parts.
   *
   * @param word as schemas have it
   * @param size in bytes
   */
  record Scalar(String word, long size) implements Type {

    private static final long NANOS = 1_000_000_000;

    @Override
    public Value read(MemorySegment memory, long at) {
      return new Value.Leaf(switch (word) {
        case "boolean" -> memory.get(JAVA_BYTE, at) != 0;
        case "byte" -> (long) memory.get(JAVA_BYTE, at);
        case "unsigned8" -> memory.get(JAVA_BYTE, at) & 0xFFL;
        case "short" -> (long) memory.get(JAVA_SHORT_UNALIGNED, at);
        case "unsigned16" -> memory.get(JAVA_SHORT_UNALIGNED, at) & 0xFFFFL;
        case "char" -> memory.get(JAVA_CHAR_UNALIGNED, at);
        case "int" -> (long) memory.get(JAVA_INT_UNALIGNED, at);
        case "unsigned32" -> memory.get(JAVA_INT_UNALIGNED, at) & 0xFFFF_FFFFL;
        case "long" -> memory.get(JAVA_LONG_UNALIGNED, at);
        case "float" -> memory.get(JAVA_FLOAT_UNALIGNED, at);
        case "double" -> memory.get(JAVA_DOUBLE_UNALIGNED, at);
        case "string" -> text(memory.asSlice(at, size).toArray(JAVA_BYTE));
        case "uuid" -> new UUID(first(memory, at), second(memory, at));
        case "instant", "duration" -> time(first(memory, at), second(memory, at));
        default -> isEnum() ? constant(memory.get(JAVA_INT_UNALIGNED, at))
            : new Invalid(HexFormat.of().formatHex(memory.asSlice(at, size).toArray(JAVA_BYTE)));
      });
    }

    /** Whether it has constants. */
    private boolean isEnum() {
      return type().isEnum();
    }

    private MemberType type() {
      return MemberType.of(new Member(0, size, word, ""));
    }

    private Object constant(int ordinal) {
      List<String> constants = type().constants();
      return ordinal >= 0 && ordinal < constants.size()
          ? new Constant(constants.get(ordinal)) : new Invalid(String.valueOf(ordinal));
    }

    private Object time(long seconds, long nanos) {
      try {
        if (nanos >= 0 && nanos < NANOS) {
          return word.equals("instant") ? Instant.ofEpochSecond(seconds, nanos)
              : Duration.ofSeconds(seconds, nanos);
        }
      } catch (DateTimeException beyond) {
        // the seconds are more than an Instant has
      }
      return new Invalid(seconds + "s" + nanos + "ns");
    }

    private static long first(MemorySegment memory, long at) {
      return memory.get(JAVA_LONG_UNALIGNED, at);
    }

    private static long second(MemorySegment memory, long at) {
      return memory.get(JAVA_LONG_UNALIGNED, at + Long.BYTES);
    }

    /** A text ends at the first zero, or with its field. */
    private static Object text(byte[] bytes) {
      int length = 0;
      while (length < bytes.length && bytes[length] != 0) {
        length++;
      }
      try {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length)).toString();
      } catch (CharacterCodingException noText) {
        return new Invalid(HexFormat.of().formatHex(bytes, 0, length));
      }
    }
  }

  /**
   * A struct.
   *
   * @param name the struct's
   * @param size in bytes, with padding and room
   * @param sized whether what lies behind its fields is room for more of them
   * @param fields in declaration order
   */
  record Struct(String name, long size, boolean sized, Map<String, Field> fields) implements Type {

    @Override
    public Value read(MemorySegment memory, long at) {
      Map<String, Value> values = new LinkedHashMap<>();
      fields.forEach((field, place) -> values.put(field, place.type().read(memory, at + place.offset())));
      return new Value.Struct(name, values);
    }
  }

  /**
   * An array.
   *
   * @param count how many elements
   * @param stride bytes from one to the next
   * @param element of what type
   */
  record Array(long count, long stride, Type element) implements Type {

    @Override
    public Value read(MemorySegment memory, long at) {
      return new Value.Items(0, Lazy.list(Math.toIntExact(count), i -> element.read(memory, at + i * stride)));
    }

    /** The same with another number of elements. */
    Array withCount(long other) {
      return new Array(other, stride, element);
    }
  }

  /**
   * A field of a struct.
   *
   * @param offset where it begins in the struct
   * @param size in bytes
   * @param word its type, for people
   * @param type its type
   */
  record Field(long offset, long size, String word, Type type) {}

  /**
   * The struct that a schema describes.
   *
   * @param schema of a file or a class
   * @return the type
   */
  static Struct of(Schema schema) {
    Map<String, Field> fields = new LinkedHashMap<>();
    schema.fields().forEach(member -> fields.put(member.name(), field(schema, member)));
    return new Struct(schema.name(), schema.size(), schema.sized(), fields);
  }

  private static Field field(Schema schema, Member member) {
    MemberType type = MemberType.of(member);
    long stride = member.size() / type.count();
    Type element = type.isStruct()
        ? of(schema.within(member.name() + (type.isArray() ? "[]" : ""), type.count(), type.structName()))
        : new Scalar(type.element(), stride);
    return new Field(member.offset(), member.size(), member.type(),
        type.isArray() ? new Array(type.count(), stride, element) : element);
  }
}

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
import org.sharedstruct.region.Region;
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

    /**
     * The inverse of {@link #read}: makes bytes of what a {@link Value.Leaf} of this type has. A
     * value that is a word is stored at once, so that nobody sees half of it.
     *
     * @param memory where to
     * @param at where the value begins; need not be aligned
     * @param content as {@link Contents} makes it
     * @throws IllegalArgumentException if there are no values of this type, as far as is known here
     */
    public void write(MemorySegment memory, long at, Object content) {
      switch (content) {
        case Boolean flag -> memory.set(JAVA_BYTE, at, (byte) (flag ? 1 : 0));
        case Long number -> writeNumber(memory, at, number);
        case Character unit -> memory.set(JAVA_CHAR_UNALIGNED, at, unit);
        case Float number -> memory.set(JAVA_FLOAT_UNALIGNED, at, number);
        case Double number -> memory.set(JAVA_DOUBLE_UNALIGNED, at, number);
        case String text -> {
          byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
          MemorySegment.copy(bytes, 0, memory, JAVA_BYTE, at, bytes.length);
          memory.asSlice(at + bytes.length, size - bytes.length).fill((byte) 0);
        }
        case UUID id -> writeTwo(memory, at, id.getMostSignificantBits(), id.getLeastSignificantBits());
        case Instant time -> writeTwo(memory, at, time.getEpochSecond(), time.getNano());
        case Duration time -> writeTwo(memory, at, time.getSeconds(), time.getNano());
        case Constant constant ->
            memory.set(JAVA_INT_UNALIGNED, at, constants().indexOf(constant.name()));
        default -> throw new IllegalArgumentException(content + " is not a value of " + word);
      }
    }

    private void writeNumber(MemorySegment memory, long at, long number) {
      switch ((int) size) {
        case Byte.BYTES -> memory.set(JAVA_BYTE, at, (byte) number);
        case Short.BYTES -> memory.set(JAVA_SHORT_UNALIGNED, at, (short) number);
        case Integer.BYTES -> memory.set(JAVA_INT_UNALIGNED, at, (int) number);
        default -> memory.set(JAVA_LONG_UNALIGNED, at, number);
      }
    }

    private static void writeTwo(MemorySegment memory, long at, long first, long second) {
      memory.set(JAVA_LONG_UNALIGNED, at, first);
      memory.set(JAVA_LONG_UNALIGNED, at + Long.BYTES, second);
    }

    /** Whether it has constants. */
    boolean isEnum() {
      return type().isEnum();
    }

    /** Those of an enum, in the order of their ordinals. */
    List<String> constants() {
      return type().constants();
    }

    private MemberType type() {
      return MemberType.of(new Member(0, size, word, ""));
    }

    private Object constant(int ordinal) {
      List<String> constants = constants();
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
   * What a region holds.
   *
   * @param region any
   * @return a struct or an array of them
   */
  static Type of(Region region) {
    Struct struct = of(region.schema());
    return region.isArray() ? new Array(region.length(), struct.size(), struct) : struct;
  }

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

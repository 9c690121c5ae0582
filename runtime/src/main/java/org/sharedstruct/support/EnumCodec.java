package org.sharedstruct.support;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.sharedstruct.InvalidValueException;

/**
 * An enum, as the ordinal of its constant in 4 bytes: what C does, and one word, which is never torn.
 *
 * @param <E> the enum
 */
public final class EnumCodec<E extends Enum<E>> extends Codec<E> {

  private final String field;
  private final E[] constants;

  private EnumCodec(String field, E[] constants) {
    super(Integer.BYTES);
    this.field = field;
    this.constants = constants;
  }

  /**
   * The codec of one field.
   *
   * @param <E> the enum
   * @param field the field's name
   * @param constants the constants that the enum has now
   * @param names those that the schema was written for
   * @return the codec
   * @throws IllegalStateException if these are not the same: somebody has changed the enum since
   */
  public static <E extends Enum<E>> EnumCodec<E> of(String field, E[] constants, String... names) {
    List<String> found = Stream.of(constants).map(Enum::name).toList();
    if (!found.equals(List.of(names))) {
      throw new IllegalStateException(
          String.format(Locale.ROOT,
              "the enum of %s has the constants %s, but had %s when the struct was compiled: compile it again",
              field, found, List.of(names)));
    }
    return new EnumCodec<>(field, constants);
  }

  /**
   * The constant that a stored number means.
   *
   * @param ordinal what is stored
   * @return the constant
   * @throws InvalidValueException if there is none
   */
  public E constant(int ordinal) {
    if (ordinal < 0 || ordinal >= constants.length) {
      throw new InvalidValueException(String.format(Locale.ROOT,
          "%s=%d is none of the %d constants of %s, from 0 (%s) to %d (%s)",
          field, ordinal, constants.length, constants[0].getDeclaringClass().getSimpleName(),
              constants[0].name(), constants.length - 1, constants[constants.length - 1].name()));
    }
    return constants[ordinal];
  }

  /**
   * The number to be stored for a constant.
   *
   * @param constant the constant
   * @return its ordinal
   * @throws NullPointerException if it is null, naming the field
   */
  public int ordinal(E constant) {
    return Objects.requireNonNull(constant, field).ordinal();
  }

  @Override
  boolean isWord() {
    return true;
  }

  @Override
  E get(MemorySegment memory, long offset) {
    return constant(memory.get(JAVA_INT, offset));
  }

  @Override
  void set(MemorySegment memory, long offset, E value) {
    memory.set(JAVA_INT, offset, ordinal(value));
  }

  @Override
  E get(ViewGuard guard, long index, long at) {
    return constant(guard.getInt(index, at));
  }

  @Override
  void set(ViewGuard guard, long index, long at, E value) {
    guard.setInt(index, at, ordinal(value));
  }
}

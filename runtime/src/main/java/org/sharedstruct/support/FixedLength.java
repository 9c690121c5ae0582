package org.sharedstruct.support;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** The lengths of arrays within structs: checks of what users give, for generated records too. */
public final class FixedLength {

  private FixedLength() {}

  static int index(String field, int index, int length) {
    if (index < 0 || index >= length) {
      throw new IndexOutOfBoundsException(
          String.format(Locale.ROOT, "%s[%d] is out of bounds: its length is %d", field, index, length));
    }
    return index;
  }

  static void check(String field, long found, long length) {
    if (found != length) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT,
              "%s has the length %d, and %d values were given or asked for", field, length, found));
    }
  }

  /**
   * What a record keeps of an array that it is given: a copy.
   *
   * @param <A> the array
   * @param field the field's name
   * @param array the user's array
   * @param length how long it must be
   * @param items its elements
   * @return a copy of it
   * @throws IllegalArgumentException if it has another length
   */
  public static <A> A copy(String field, A array, int length, Items<A> items) {
    check(field, items.length(Objects.requireNonNull(array, field)), length);
    A copy = items.make(length);
    System.arraycopy(array, 0, copy, 0, length);
    return copy;
  }

  /**
   * What a record keeps of a list that it is given: a copy.
   *
   * @param <T> the type of an element
   * @param field the field's name
   * @param list the user's list
   * @param length how long it must be
   * @return an unmodifiable copy
   * @throws IllegalArgumentException if it has another length
   */
  public static <T> List<T> copy(String field, List<T> list, int length) {
    List<T> copy = List.copyOf(Objects.requireNonNull(list, field));
    check(field, copy.size(), length);
    return copy;
  }

  /**
   * Structs as records, each of one commit.
   *
   * @param <S> the struct's interface
   * @param <R> the record
   * @param values structs of any kind
   * @param copyOf makes a record
   * @return an unmodifiable list
   */
  public static <S, R> List<R> records(List<? extends S> values, Function<? super S, R> copyOf) {
    return values.stream().<R>map(copyOf).toList();
  }

  /**
   * The elements that an indexed getter gives.
   *
   * @param <T> the type of an element
   * @param length how many there are
   * @param getter gives one
   * @return an unmodifiable list
   */
  public static <T> List<T> gather(int length, IntFunction<T> getter) {
    return IntStream.range(0, length).mapToObj(getter).toList();
  }
}

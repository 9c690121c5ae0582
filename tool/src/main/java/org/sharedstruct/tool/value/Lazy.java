package org.sharedstruct.tool.value;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Lists whose elements are made when they are asked for, each time anew. An array of a region may
 * have more elements than there is memory for objects of all of them at once.
 */
public final class Lazy {

  private Lazy() {}

  private static final class Made<T> extends AbstractList<T> implements RandomAccess {

    private final int size;
    private final IntFunction<? extends T> make;

    Made(int size, IntFunction<? extends T> make) {
      this.size = size;
      this.make = make;
    }

    @Override
    public T get(int index) {
      return make.apply(index);
    }

    @Override
    public int size() {
      return size;
    }
  }

  /**
   * A list.
   *
   * @param size how many elements it has
   * @param make makes an element of its index
   * @param <T> the elements
   * @return the list, which cannot be changed
   */
  public static <T> List<T> list(int size, IntFunction<? extends T> make) {
    return new Made<>(size, make);
  }

  /**
   * A list of what is made of the elements of another one.
   *
   * @param from the other one
   * @param make makes an element
   * @param <S> the elements of the other one
   * @param <T> the elements
   * @return the list, which cannot be changed
   */
  public static <S, T> List<T> map(List<S> from, Function<? super S, ? extends T> make) {
    return list(from.size(), index -> make.apply(from.get(index)));
  }
}

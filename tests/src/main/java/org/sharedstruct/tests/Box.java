package org.sharedstruct.tests;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.sharedstruct.Length;
import org.sharedstruct.SharedStruct;
import org.sharedstruct.Update;

/** A struct with others in it, which its default methods hand out in many ways. */
@SharedStruct
public interface Box {

  /** One corner. */
  Corner low();

  /** The opposite one. */
  Corner high();

  /** More of them. */
  @Length(2)
  Corner inner(int index);

  /** A number. */
  int n();

  /** Sets the number. */
  void n(int n);

  /** The corner that is farther to the right, of what is there now. */
  default Corner bigger() {
    return low().x() > high().x() ? low() : high();
  }

  /** All corners, of what is there now. */
  default List<Corner> corners() {
    return List.of(low(), high());
  }

  /** As {@link #bigger}, and counts. */
  @Update
  default Corner countedBigger() {
    n(n() + 1);
    return bigger();
  }

  /** Corners in a list, with a null among them. */
  @Update
  default List<Corner> inAList() {
    return Arrays.asList(low(), null, inner(1));
  }

  /** Corners in a set. */
  @Update
  default Set<Corner> inASet() {
    return Set.of(low(), high());
  }

  /** Corners in a queue, which is neither a list nor a set. */
  @Update
  default Collection<Corner> inAQueue() {
    return new ArrayDeque<>(List.of(low(), high()));
  }

  /** A corner by its name. */
  @Update
  default Map<String, List<Corner>> inAMap() {
    return Map.of("low", List.of(low()), "none", List.of());
  }

  /** Corners in an array. */
  @Update
  default Corner[] inAnArray() {
    return new Corner[] {low(), high()};
  }

  /** Corners in arrays in an array. */
  @Update
  default Object[] inArrays() {
    return new Object[] {new Corner[] {low()}, "text", 1};
  }

  /** Corners in an array that could hold raw ones only, with a null among them. */
  @Update
  default Corner[] inAnArrayOfTheirs() {
    return new RawCorner[] {(RawCorner) low(), null};
  }

  /** Corners in arrays of such arrays. */
  @Update
  default Corner[][] inAnArrayOfTheirArrays() {
    return new RawCorner[][] {{(RawCorner) low(), (RawCorner) high()}};
  }

  /** A corner, perhaps. */
  @Update
  default Optional<Corner> perhaps() {
    return Optional.of(low());
  }

  /** One corner after the other. */
  @Update
  default Stream<Corner> oneByOne() {
    return Stream.of(low(), high());
  }

  /** What it is given. */
  @Update
  default <T> T given(T value) {
    return value;
  }

  /** What a function makes of it. */
  @Update
  default <T> T made(Function<? super Box, ? extends T> function) {
    return function.apply(this);
  }

  /** Itself in a list. */
  @Update
  default List<Box> itself() {
    return List.of(this);
  }

  /** Writes without saying so. */
  @SuppressWarnings("update-missing")
  default void forgotten(int by, String unused) {
    Supplier<Integer> next = () -> n() + by;
    n(next.get());
  }

  /** Writes into a corner without saying so, and not by itself. */
  default int forgottenInside() {
    Stream.of(1, 2).forEach(number -> low().reset());
    return 0;
  }
}

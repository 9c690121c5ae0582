package org.sharedstruct;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes an interface of getters the description of a record in shared memory.
 *
 * <pre>{@code
 * @SharedStruct
 * public interface XY {
 *   float x();
 *   float y();
 * }
 * }</pre>
 *
 * <p>The annotation processor writes four types into the package of the interface: {@code SharedXY},
 * the mapped file; {@code RawXY}, a view without a lock; {@code GuardedXY}, a view that every process
 * may use at once; and {@code XYRecord}, the value on the heap.
 *
 * <p>Fields are the abstract methods without parameters, {@code x()}, {@code getX()} or, for a
 * {@code boolean}, {@code isX()}, in the order of their declaration and laid out as a C compiler does:
 * each at the next multiple of its alignment, the whole padded to a multiple of the largest. They are:
 *
 * <ul>
 *   <li>the eight primitives, and integers without a sign, {@link Unsigned};
 *   <li>enums, as the ordinal in 4 bytes;
 *   <li>{@code String}, {@code UUID}, {@code Instant} and {@code Duration}; a text needs a {@link Length};
 *   <li>other structs, by their interface;
 *   <li>arrays of a fixed {@link Length} of any of these but {@code String}, {@code float sample(int
 *       index)} or {@code float[] samples()}.
 * </ul>
 *
 * <p>{@link Align} moves a field, {@link Atomic} adds access modes. A setter may be declared, {@code void
 * x(float)} or {@code XY x(float)}; the generated views have setters in any case. Fields of an extended struct
 * come first. Default methods are kept; in the guarded view each runs on one snapshot or, with {@link Update},
 * in one update. Static methods stay where they are.
 *
 * <p>It is not {@link java.lang.annotation.Documented}: with that, a module that exports its structs would
 * be told by {@code -Xlint:exports} to require this one transitively.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface SharedStruct {

  /**
   * The name that the generated types are made of, and that the file's schema bears: {@code "XY"} gives
   * {@code SharedXY}, {@code RawXY}, {@code GuardedXY} and {@code XYRecord}.
   *
   * @return a Java identifier, or the empty string for the simple name of the interface
   */
  String value() default "";

  /**
   * How many bytes the struct has in the file, now and later: room for fields that later versions of the
   * interface declare behind the others. Programs of both versions then use the same file at the same time:
   *
   * <ul>
   *   <li>A newer program adds its fields to the file when it first opens it for writing. It finds them zero
   *       until a program that knows them writes them, so zero has to mean "as before".
   *   <li>An older program leaves the bytes alone that it does not know, also where it stores a whole struct
   *       or undoes what was half written.
   *   <li>An enum may get more constants behind the others; an older program that reads one gets an
   *       {@link InvalidValueException}.
   *   <li>Two versions that give the same bytes to different fields are told apart by a {@link
   *       SchemaMismatchException}, and so is a field that was moved, renamed or given another type.
   * </ul>
   *
   * <p>A sized struct is aligned to 8 bytes at least. As a field of another struct it has room of its own,
   * which is used if the other struct is sized as well.
   *
   * @return bytes, a multiple of the struct's alignment; 0 for no more than the fields need, and then all
   *     programs have to declare the same fields
   */
  int size() default 0;
}

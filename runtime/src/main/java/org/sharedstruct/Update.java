package org.sharedstruct;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that a default method writes: a guarded view then runs it as one update, under the lock and as one
 * commit, and undoes it if it throws. A default method without it runs on one snapshot, which waits for nobody
 * and cannot be written: a setter in it throws an {@link UnsupportedOperationException}.
 *
 * <pre>{@code
 * @Update
 * default void move(float dx, float dy) {
 *   x(x() + dx);
 *   y(y() + dy);
 * }
 * }</pre>
 *
 * <p>What the method returns is detached: in the place of the view that it ran on stands the guarded view, in
 * the place of a nested struct its record, also within an array, a {@code Collection} or {@code Map}, a {@code Stream}
 * or an {@code Optional}, which is copied then; so such a method returns a {@code List}, not an {@code ArrayList}.
 * An object of another kind that keeps such a view must not be used after the method.
 *
 * <p>On a raw view, a default method runs as it is written, with or without this annotation. On a record a
 * method with it throws where it first writes.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Update {}

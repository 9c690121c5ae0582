package org.sharedstruct;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Adds the access modes of {@link java.lang.invoke.VarHandle} to a field, by their own names and with
 * their memory ordering. {@code @Atomic long count()} gets {@code getAcquireCount}, {@code setReleaseCount},
 * {@code compareAndSetCount}, {@code getAndSetCount} and {@code getAndAddCount} in its raw view, where they hold
 * between processes as they do between threads; all other modes are those of the {@link
 * org.sharedstruct.support.AtomicField} that {@code atomicCount()} returns. The guarded view gets {@code
 * compareAndSetCount}, {@code getAndSetCount} and {@code getAndAddCount}, each one commit. An element of an array has
 * them in its own view: {@code counters.get(index).getAndAddCount(1)}.
 *
 * <p>It can be on an {@code int}, {@code long}, {@code float}, {@code double}, an enum or an {@code
 * @Unsigned(32) long}; only {@code int} and {@code long} can be added to. The plain accessors stay plain.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Atomic {}

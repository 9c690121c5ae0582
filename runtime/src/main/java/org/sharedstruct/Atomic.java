package org.sharedstruct;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Adds the access modes of {@link java.lang.invoke.VarHandle} to a field, by their own names and with
 * their memory ordering: {@code @Atomic long count()} gets {@code getVolatileCount}, {@code
 * setReleaseCount}, {@code compareAndSetCount}, {@code getAndAddCount} and so on in raw views, where they hold
 * between processes as they do between threads. Guarded views get {@code compareAndSet}, {@code getAndSet} and
 * {@code getAndAdd}, each one commit.
 *
 * <p>It can be on an {@code int}, {@code long}, {@code float}, {@code double}, an enum or an {@code
 * @Unsigned(32) long}; only {@code int} and {@code long} can be added to. The plain accessors stay plain.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Atomic {}

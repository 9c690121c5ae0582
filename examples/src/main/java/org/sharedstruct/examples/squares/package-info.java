/**
 * The program of Python's manual of {@code multiprocessing.sharedctypes}, line by line: an int, a double, a
 * text and an array of points are shared; a child squares the numbers and puts the text into upper case,
 * under one lock; the parent prints what has become of them.
 *
 * <p>{@code Squares} is the parent and {@code Modify} the child. One lock for several regions is how the
 * original does it. What always changes together would rather be one struct, with a {@code String} and an
 * array of points as fields: one file, and one {@code update} that is all or nothing even when the
 * process is killed in it.
 *
 * <p>To run it, in the folder that holds the outermost {@code pom.xml}: {@code mvn -q -P squares verify}.
 */
package org.sharedstruct.examples.squares;

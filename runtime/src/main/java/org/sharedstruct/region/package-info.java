/**
 * The file and what happens in it: the format, how a file is published and attached to, the lock word,
 * the write section and the optimistic read. Nothing here knows a generated type, and nothing outside
 * the runtime sees this package.
 *
 * <p>Memory ordering. All processes meet in a few words of the file ({@link
 * org.sharedstruct.region.Format}) and agree through them alone:
 *
 * <ul>
 *   <li>{@code LOCK} is taken by compare-and-set and given back by a volatile store; both are full
 *       fences in Java's memory model, so what one holder wrote the next one sees.
 *   <li>{@code SEQ} is a sequence lock: odd while a section writes, even when a commit stands. Writers
 *       order their plain stores against it with release stores and store fences, readers their plain
 *       loads with acquire; {@link org.sharedstruct.region.Guard} gives the reason for each.
 * </ul>
 *
 * <p>Java's memory model speaks of one JVM. That the same access modes order accesses between
 * processes rests on their being compiled to the same machine instructions for mapped memory, which
 * {@link java.nio.MappedByteBuffer} and the foreign memory API rely on as well.
 */
package org.sharedstruct.region;

/**
 * What happens in a mapped region: the lock word, sleeping and waking, the write section with its undo
 * copy, recovery after a death, the optimistic read. Nothing here opens or maps a file, knows a generated
 * type, or decides who lives: that it is told by {@link org.sharedstruct.guard.Participants}.
 *
 * <p>{@link org.sharedstruct.guard.Guard} has the protocol as numbered steps; {@code model/} in the source
 * repository checks it, in the same letters, with a crash between any two of them.
 *
 * <p>Nothing here may fail halfway. Every call can throw an Error when the stack or the heap ends, so between
 * two steps there is always somebody who goes on: the method that has begun, the one around it, the next
 * thread that comes to the lock, or {@link org.sharedstruct.guard.Watch}. {@link
 * org.sharedstruct.guard.Updates} and {@link org.sharedstruct.guard.Hold} say how.
 *
 * <p>Memory ordering. All processes meet in a few words of the file ({@link
 * org.sharedstruct.format.Format}) and agree through them alone:
 *
 * <ul>
 *   <li>{@code LOCK} is taken and given back by compare-and-set, a full fence in Java's memory model, so
 *       what one holder wrote the next one sees.
 *   <li>{@code SEQ} is a sequence lock: odd while a section writes, even when a commit stands. Writers
 *       order their plain stores against it with release stores and store fences, readers their plain
 *       loads with acquire; {@link org.sharedstruct.guard.Seqlock} gives the reason for each.
 *   <li>{@code SLEEPERS} and the event counts are volatile: a sleeper's announcement and the freeing of
 *       the lock must not pass each other unseen; see {@link org.sharedstruct.guard.Sleepers}.
 * </ul>
 *
 * <p>Java's memory model speaks of one JVM. That the same access modes order accesses between
 * processes rests on their being compiled to the same machine instructions for mapped memory, which
 * {@link java.nio.MappedByteBuffer} and the foreign memory API rely on as well.
 */
package org.sharedstruct.guard;

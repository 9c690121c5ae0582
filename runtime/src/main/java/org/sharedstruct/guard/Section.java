package org.sharedstruct.guard;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.Locale;
import org.sharedstruct.format.Format;
import org.sharedstruct.format.Geometry;

/**
 * What the holder of the lock writes: S, C, X, 1 and R of {@link Guard}. A section lasts as long as the
 * hold, so that everything in it is one commit.
 *
 * <p>With undo space for one element only, the section of an array ends where another element is written.
 * From then on {@link Format#DIRTY} is 1 until the hold ends: the next owner after a death in between must
 * not take the elements for a whole. An exception undoes them all the same, from the journal.
 *
 * <p>Any call in here may fail with an Error, since the stack or the heap can end anywhere. So each method
 * leaves what {@link #rollback} and {@link #abandon} can go on from, wherever it is left, and both can be
 * repeated: whether a section is open is read from the file, where its undo copy is, and fields here
 * change only after the step that they tell of, or before it where too much undoing does no harm.
 *
 * <p>Used by the holder alone, but for what reads DIRTY.
 */
final class Section {

  private static final VarHandle DIRTY = JAVA_INT.varHandle();

  private final Hold hold;
  private final Object name;
  private final Undo undo;
  private final Journal journal;

  /** The undo space, if it is one slot for an array, and DIRTY has a meaning; else null. */
  private final UndoSlot slot;

  /** The undo space, if it is one for every element of an array; else null. */
  private final UndoShadow shadow;

  /**
   * Whether this hold is one operation on one element, and nothing else has happened in it. That is so nearly
   * always, and the fields below are not kept then: {@link #settle} gives them the values that they have.
   */
  private boolean alone;

  /** SEQ before such a hold. */
  private long before;

  /** The depth of the hold at which undoing the open section undoes nothing else; zero: none is open. */
  int openDepth;

  /** Whether anything was added to the journal since it was {@linkplain #trim trimmed}. */
  boolean kept;

  /** How long the journal was when the section was opened. */
  private int openAt;

  /** The depth of the innermost operation that undoes what it wrote if it fails; zero: there is none. */
  private int operation;

  /** For each depth with an operation: how long the journal was, and the operation around. */
  private int[] marks = new int[4];
  private int[] around = new int[4];

  /** How many operations up to that one are on a single element, and how many on any. */
  private int[] singles = new int[4];
  private int[] alls = new int[4];

  /** Whether DIRTY is to be 0 when the hold ends. */
  private boolean dirty;

  /** Whether all that was written since DIRTY is 1 is undone with the outermost operation. */
  private boolean journaled;

  /** Whether DIRTY is to stay if the hold cannot be committed, since not all can be undone then. */
  private boolean staysDirty;

  Section(Geometry geometry, Hold hold, Object name) {
    this.hold = hold;
    this.name = name;
    UndoSlot one = new UndoSlot(geometry, name);
    shadow = geometry.atomic() ? new UndoShadow(geometry) : null;
    undo = geometry.atomic() ? shadow : one;
    slot = geometry.isArray() && !geometry.atomic() ? one : null;
    journal = new Journal(undo);
  }

  Undo undo() {
    return undo;
  }

  /** A5 and R: undoes a section that was left by an owner that died, or was closed. */
  void recover(MemorySegment segment, boolean ownerDied) {
    if (Seqlock.isOpen(segment)) {
      undo.restore(segment);
      Seqlock.close(segment);
    } else if (ownerDied) {
      Seqlock.bump(segment);
    }
  }

  // S and C of a hold that is one operation on one element

  /**
   * S in a hold that has just begun, after the fence of S1: begins an operation on one element.
   *
   * @return false if what is there has to be {@linkplain #isWhole looked at} first
   */
  boolean beginAlone(MemorySegment segment, long index) {
    long current = Seqlock.currentAfterFence(segment);
    if (!isWhole(segment, current)) {
      return false;
    }
    before = current;
    alone = true;
    undo.open(segment, index, current);
    return true;
  }

  /** Whether what the owner of the lock finds is a commit, and nothing is half written. */
  boolean isWhole(MemorySegment segment, long current) {
    return !Seqlock.isOdd(current) && !isDirtyOfMine(segment);
  }

  /**
   * C for such an operation, if it is still all that there is in the hold: whatever comes in {@linkplain #settle
   * settles} it, and so does giving the lock back. If it throws, it can be rolled back.
   */
  boolean commitAlone(MemorySegment segment) {
    if (!alone) {
      return false;
    }
    VarHandle.releaseFence(); // of C2; between that and C1 the compiler has to check the segment once
    requireMine(segment); // C1
    Seqlock.closeFenced(segment, before); // C2
    alone = false;
    return true;
  }

  /** Something else comes in, or the operation is to be undone. */
  void settle() {
    if (alone) {
      singles[1] = 1;
      alls[1] = 0;
      operation = 1;
      openDepth = 1;
      openAt = 0;
      alone = false;
    }
  }

  // S: operations begin

  /** Begins an operation on one element. */
  void begin(MemorySegment segment, long index, int depth) {
    settle();
    if (slot != null && isOpen() && hasSingle() && !slot.admit(segment, index)) {
      throw otherElement(segment, index);
    }
    push(depth, 1, 0);
    write(segment, index, depth);
  }

  /** Begins an operation on any elements. */
  void beginAll(int depth) {
    settle();
    push(depth, 0, 1);
  }

  private void push(int depth, int single, int all) {
    if (depth == 1) { // most often; then nothing is around it, and the journal is empty
      singles[1] = single;
      alls[1] = all;
      operation = 1;
      return;
    }
    if (depth >= marks.length) {
      grow(depth * 2);
    }
    marks[depth] = journal.size;
    around[depth] = operation;
    singles[depth] = singles[operation] + single;
    alls[depth] = alls[operation] + all;
    operation = depth;
  }

  private void grow(int length) {
    int[] moreMarks = Arrays.copyOf(marks, length);
    int[] moreAround = Arrays.copyOf(around, length);
    int[] moreSingles = Arrays.copyOf(singles, length);
    alls = Arrays.copyOf(alls, length);
    singles = moreSingles;
    around = moreAround;
    marks = moreMarks; // the last one: its length is asked for
  }

  /** Whether an operation on a single element is going on. */
  private boolean hasSingle() {
    return singles[operation] != 0;
  }

  /** S, or joining the section that is open: an element may be written then. */
  private void write(MemorySegment segment, long index, int depth) {
    if (!isOpen()) {
      if (slot != null && alls[operation] != 0) {
        keep(segment, index);
      }
      open(segment, index, depth);
    } else if (slot == null || slot.admit(segment, index)) {
      keep(segment, index);
      undo.admit(segment, index);
    } else {
      goOnTo(segment, index, depth);
    }
  }

  private void open(MemorySegment segment, long index, int depth) {
    beforeOpen(segment, depth);
    undo.open(segment, index, Seqlock.fencedCurrent(segment));
  }

  /** What comes first: undoing looks at the file, and then into the fields. */
  private void beforeOpen(MemorySegment segment, int depth) {
    if (depth > 1) {
      requireIntact(segment);
    }
    openAt = journal.size;
    openDepth = depth;
  }

  private boolean isOpen() {
    return openDepth != 0;
  }

  /** Adds an element to the journal, unless undoing the innermost operation undoes it in another way. */
  private void keep(MemorySegment segment, long index) {
    if (operation != 0 && !isUndoneWithSection() && !journal.hasSince(marks[operation], index)) {
      kept = true;
      journal.add(segment, index);
    }
  }

  /** An array with one slot forgets the element with the next one, so the operation must not rely on it. */
  private boolean isUndoneWithSection() {
    return openDepth >= operation && (slot == null || alls[operation] == 0);
  }

  /** Closes the section of one element and opens that of another. */
  private void goOnTo(MemorySegment segment, long index, int depth) {
    requireIntact(segment);
    if (operation != 0) {
      keep(segment, index);
    }
    markDirty(segment);
    Seqlock.close(segment);
    openDepth = 0;
    open(segment, index, depth);
  }

  /** The depth of the outermost operation; zero: there is none. */
  private int outermost() {
    int depth = operation;
    while (depth != 0 && around[depth] != 0) {
      depth = around[depth];
    }
    return depth;
  }

  private void markDirty(MemorySegment segment) {
    if (!isDirty(segment)) {
      journaled = outermost() == 1;
      dirty = true;
      segment.set(JAVA_INT, Format.DIRTY, 1); // before C2, or 1.4, which is a release
    }
  }

  private IllegalStateException otherElement(MemorySegment segment, long index) {
    return new IllegalStateException(
        String.format(Locale.ROOT,
            "element %d of %s cannot be written inside an update of element %d; update the array instead",
            index, name, slot.index(segment)));
  }

  // C: operations end

  /**
   * Ends an operation within another hold; what it wrote goes with that.
   *
   * @param depth of the operation
   * @param left how often the holder is in from then on
   */
  void commitInner(int depth, int left) {
    settle();
    if (operation >= depth) {
      operation = around[depth];
    }
    if (openDepth > left) {
      openDepth = left;
    }
    staysDirty = false;
  }

  /** The hold of a depth that is not the outermost ends. */
  void leaveInner(int depth) {
    settle();
    if (openDepth >= depth) {
      openDepth = depth - 1;
    }
  }

  /** The elements, which another process left half written, are a whole if this hold is committed. */
  void repaired(MemorySegment segment) {
    settle();
    if (!dirty && isDirty(segment)) {
      staysDirty = true;
      dirty = true;
    }
  }

  // X, roll back

  /**
   * Undoes what the operation of a depth has written, and ends it. After a failure in the midst of it, it
   * can be called again, also for an operation around.
   */
  void rollback(MemorySegment segment, int depth) {
    settle();
    if (hold.isIntact(segment)) {
      undo(segment, depth, operation < depth ? journal.size : marks[depth]);
      keepDirty();
    } else if (depth == 1) {
      forget(); // the next owner has undone it
    }
    while (operation >= depth) {
      operation = around[operation];
    }
  }

  private void undo(MemorySegment segment, int depth, int mark) {
    if (openDepth >= depth || openDepth == 0 && Seqlock.isOpen(segment)) {
      if (Seqlock.isOpen(segment)) {
        undo.restore(segment); // X1
        Seqlock.close(segment); // X2
      }
      openDepth = 0;
      journal.size = Math.min(journal.size, openAt); // older is what the section has kept
    }
    while (journal.size > mark) {
      putBack(segment, journal.size - 1);
      journal.size--;
    }
  }

  private void putBack(MemorySegment segment, int entry) {
    if (isOpen()) {
      journal.restore(segment, entry);
    } else {
      openAt = journal.size;
      undo.open(segment, journal.index(entry), Seqlock.fencedCurrent(segment));
      journal.restore(segment, entry);
      Seqlock.close(segment);
    }
  }

  /** The lock was lost: nothing is written any more, and nothing is left to the next hold. */
  void forget() {
    alone = false;
    openDepth = 0;
    journal.size = 0;
    operation = 0;
    dirty = false;
    staysDirty = false;
  }

  /**
   * Undoes the whole of a hold that is lost, whichever thread had it. The version grows even if nothing was
   * undone, since a single store may have been made and not been told. DIRTY stays where a hold has written
   * several elements that no operation can undo: the next owner is told, as after a death.
   */
  void abandon(MemorySegment segment) {
    settle();
    if (!Seqlock.isOpen(segment)) {
      Seqlock.bump(segment);
    }
    undo(segment, 1, 0);
    keepDirty();
    if (dirty && journaled) {
      DIRTY.setRelease(segment, Format.DIRTY, 0);
    }
    forget();
  }

  // many elements, by stores that cannot fail

  /** Begins stores that undo nothing by themselves; an operation around them can still fail. */
  void beginBulk(MemorySegment segment, long first, long count, int depth) {
    settle();
    if (slot != null && isOpen() && hasSingle() && !isOnly(segment, first, count)) {
      throw otherElement(segment, slot.admit(segment, first) ? first + 1 : first);
    }
    if (slot == null || operation != 0) {
      push(depth, 0, 1);
    } else {
      staysDirty = true;
    }
    if (slot != null && operation != 0) {
      for (long index = first; index < first + count; index++) {
        keep(segment, index);
      }
    }
  }

  /** Whether there is no other element among them than the one that is being written. */
  private boolean isOnly(MemorySegment segment, long first, long count) {
    return count == 0 || count == 1 && slot.admit(segment, first);
  }

  /** Makes two elements or more ready for stores of words, which nothing but a death can interrupt. */
  void beginWords(MemorySegment segment, long first, long count, int depth) {
    settle();
    if (slot == null) {
      beginWordsOfWhole(segment, first, count, depth);
      return;
    }
    requireIntact(segment);
    markDirty(segment);
    if (isOpen()) {
      Seqlock.close(segment);
      openDepth = 0;
    }
    VarHandle.storeStoreFence(); // 1.2
  }

  private void beginWordsOfWhole(MemorySegment segment, long first, long count, int depth) {
    if (!isOpen()) {
      beforeOpen(segment, depth);
      shadow.openAll(segment, first, count);
      return;
    }
    if (!isUndoneWithSection()) {
      for (long index = first; index < first + count; index++) {
        keep(segment, index);
      }
    }
    shadow.admitAll(segment, first, count);
  }

  /** The words are stored. */
  void endWords(MemorySegment segment) {
    if (slot != null) {
      Seqlock.bump(segment); // 1.4
    }
  }

  /** What could be undone is. */
  private void keepDirty() {
    if (staysDirty) {
      staysDirty = false;
      dirty = false;
    }
  }

  // 1, and stores into what is open

  /** 1.3: stores one aligned field, in a hold of its own, after the fence of 1.2. */
  void store(MemorySegment segment, long index, long at, int width, long bits) {
    Elements.put(segment, undo.offset(index) + at, width, bits); // 1.3
  }

  /** Stores one aligned field within a hold. */
  void storeWithin(MemorySegment segment, long index, long at, int width, long bits, int depth) {
    touch(segment, index, depth);
    Elements.put(segment, undo.offset(index) + at, width, bits);
  }

  /** Makes an element writable within a hold. */
  void touch(MemorySegment segment, long index, int depth) {
    settle();
    if (slot != null && isOpen() && hasSingle() && !slot.admit(segment, index)) {
      throw otherElement(segment, index);
    }
    write(segment, index, depth);
  }

  /** A store within a hold has failed before it wrote; at most a section was opened for it, or not quite. */
  void cancelStore(MemorySegment segment, int depth) {
    settle();
    if (isOpen() != Seqlock.isOpen(segment) && hold.isIntact(segment)) { // if not, what is open is the next owner's
      undo(segment, depth, journal.size);
    }
    VarHandle.storeStoreFence(); // S4, where that is what has failed
    leaveInner(depth);
  }

  // the hold

  /** C: the last hold ends. If it throws, nothing is committed and it can be rolled back. */
  void end(MemorySegment segment) {
    settle();
    if (openDepth != 0) {
      requireIntact(segment); // C1
      Seqlock.close(segment); // C2
      openDepth = 0;
    } else {
      LockWord.current(segment); // if the file was truncated, U would end the JVM, and this throws
    }
    if (dirty) {
      requireIntact(segment);
      DIRTY.setRelease(segment, Format.DIRTY, 0); // after C2
      dirty = false;
    }
    journal.size = 0;
    operation = 0;
    staysDirty = false;
  }

  /** After the end of a hold that has kept something: gives up what a long journal took. */
  void trim() {
    journal.trim();
    kept = false;
  }

  /** C1: the lock is still this hold's. */
  void requireIntact(MemorySegment segment) {
    if (!hold.isIntact(segment)) {
      throw lost();
    }
  }

  /** The same by plain accesses, which a fence precedes. */
  void requireMine(MemorySegment segment) {
    if (!hold.isIntactAfterFence(segment)) {
      throw lost();
    }
  }

  private IllegalMonitorStateException lost() {
    return new IllegalMonitorStateException(String.format(Locale.ROOT,
        "the lock of %s was lost while %s wrote; nothing is committed", name, Thread.currentThread()));
  }

  // DIRTY

  /** Whether several elements are being written, or were when their writer died. */
  boolean isDirty(MemorySegment segment) {
    return slot != null && (int) DIRTY.getAcquire(segment, Format.DIRTY) != 0;
  }

  /** The same for the owner of the lock, who alone writes it. */
  private boolean isDirtyOfMine(MemorySegment segment) {
    return slot != null && segment.get(JAVA_INT_UNALIGNED, Format.DIRTY) != 0;
  }
}

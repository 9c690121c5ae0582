package org.sharedstruct.guard;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import org.sharedstruct.format.Format;
import org.sharedstruct.format.Geometry;

/**
 * What the holder of the lock writes: S, C, X, 1 and R of {@link Guard}. A section lasts as long as the
 * hold, so that everything in it is one commit.
 *
 * <p>With undo space for one element only, the section of an array ends where another element is written.
 * From then on {@link Format#DIRTY} is 1 until the hold ends: whoever comes after a death in between must
 * not take the elements for a whole. An exception undoes them all the same, from the heap.
 *
 * <p>Used by the holder alone, but for what reads DIRTY.
 */
final class Section {

  private static final VarHandle DIRTY = JAVA_INT.varHandle();

  private final Hold hold;
  private final Object name;
  private final Undo undo;

  /** The undo space, if it is one slot for an array, and DIRTY has a meaning; else null. */
  private final UndoSlot slot;

  /** The depth of the hold at which undoing the open section undoes nothing else; zero: none is open. */
  private int openDepth;

  /** Numbers the sections within a hold, where there may be several. */
  private int number = 1;

  /** How many operations on single elements are going on, one in the other; counted where it matters. */
  private int operations;

  /** Whether DIRTY is to be 0 when the hold ends. */
  private boolean dirty;
  private Scope scope;

  Section(Geometry geometry, Hold hold, Object name) {
    this.hold = hold;
    this.name = name;
    UndoSlot one = new UndoSlot(geometry, name);
    undo = geometry.atomic() ? new UndoShadow(geometry) : one;
    slot = geometry.isArray() && !geometry.atomic() ? one : null;
  }

  Undo undo() {
    return undo;
  }

  /** A5 and R: undoes a section that was left by someone who died, or was closed. */
  void recover(MemorySegment segment, boolean ownerDied) {
    if (Seqlock.isOpen(segment)) {
      undo.restore(segment);
      Seqlock.close(segment);
    } else if (ownerDied) {
      Seqlock.bump(segment);
    }
  }

  // S and C: operations

  /** Begins an operation on one element. */
  void begin(MemorySegment segment, long index) {
    if (isOpen()) {
      join(segment, index);
    } else {
      open(segment, index);
    }
    if (slot != null) {
      operations++;
    }
  }

  /** Begins an operation on any elements. */
  void beginAll() {
    scope = new Scope(hold.depth(), scope);
  }

  private void open(MemorySegment segment, long index) {
    if (hold.isInner()) {
      requireIntact(segment);
    }
    undo.open(segment, index);
    openDepth = hold.depth();
  }

  private boolean isOpen() {
    return openDepth != 0;
  }

  private void join(MemorySegment segment, long index) {
    if (slot == null || slot.admit(segment, index)) {
      scope = new Scope(hold.depth(), scope);
      keep(segment, index);
      undo.admit(segment, index);
    } else {
      goOnTo(segment, index);
    }
  }

  /** Closes the section of one element and opens that of another. */
  private void goOnTo(MemorySegment segment, long index) {
    if (operations > 0) {
      throw new IllegalStateException(
          "element %d of %s cannot be written inside an update of element %d; update the array instead"
              .formatted(index, name, slot.index(segment)));
    }
    requireIntact(segment);
    if (!isDirty(segment)) {
      dirty = true;
      segment.set(JAVA_INT, Format.DIRTY, 1); // before C2, which is a release
    }
    Scope owner = scopeOfSection();
    if (owner != null) {
      owner.keep(slot.index(segment), new Scope.Kept(slot.bytes(segment), 0));
    }
    openDepth = 0;
    Seqlock.close(segment);
    open(segment, index);
    number++;
  }

  /** The innermost operation that the whole of the open section belongs to. */
  private Scope scopeOfSection() {
    Scope owner = scope;
    while (owner != null && owner.depth() > openDepth) {
      owner = owner.outer();
    }
    return owner;
  }

  private void keep(MemorySegment segment, long index) {
    if (!scope.keeps(index)) {
      scope.keep(index, new Scope.Kept(undo.toHeap(segment, undo.offset(index)), number));
    }
  }

  /** Ends an operation on one element, and keeps what it wrote. */
  void commit() {
    leaveOperation();
    commitAll();
  }

  private void leaveOperation() {
    if (slot != null) {
      operations--;
    }
  }

  /** Ends an operation on any elements. */
  void commitAll() {
    if (hasScope()) {
      Scope ended = scope;
      scope = ended.outer();
      ended.forEach(this::handOut);
    }
  }

  /** Ends an operation on any elements that has made a whole of them again. */
  void commitRepair(MemorySegment segment) {
    commitAll();
    dirty = isDirty(segment);
  }

  /** Whether the operation that is ending has a scope of its own. */
  private boolean hasScope() {
    return scope != null && scope.depth() == hold.depth();
  }

  /** The operation around may fail yet: the old bytes are its now, unless it undoes that section anyhow. */
  private void handOut(long index, Scope.Kept kept) {
    boolean undoneWithSection = isOpen() && kept.section() == number && sectionIsWithinScope();
    if (scope != null && !undoneWithSection) {
      scope.keep(index, kept);
    }
  }

  private boolean sectionIsWithinScope() {
    return scope == null || openDepth >= scope.depth();
  }

  // X, roll back

  /** Ends an operation on one element, and undoes what it wrote. */
  void rollback(MemorySegment segment) {
    leaveOperation();
    rollbackAll(segment);
  }

  /** Ends an operation on any elements. */
  void rollbackAll(MemorySegment segment) {
    requireIntact(segment);
    if (openDepth == hold.depth()) {
      openDepth = 0;
      undo.restore(segment); // X1
      Seqlock.close(segment); // X2
    }
    if (hasScope()) {
      scope.forEach((index, kept) -> putBack(segment, index, kept));
      scope = scope.outer();
    }
  }

  private void putBack(MemorySegment segment, long index, Scope.Kept kept) {
    if (isOpen()) {
      undo.restore(segment, index, kept.bytes());
    } else {
      undo.open(segment, index);
      undo.restore(segment, index, kept.bytes());
      Seqlock.close(segment);
    }
  }

  // 1, and stores into what is open

  /** Stores one aligned field. */
  void store(MemorySegment segment, long index, long at, int width, long bits) {
    if (!hold.isInner()) {
      VarHandle.storeStoreFence(); // 1.2
      Elements.put(segment, undo.offset(index) + at, width, bits); // 1.3
      Seqlock.bump(segment); // 1.4
    } else {
      touch(segment, index);
      Elements.put(segment, undo.offset(index) + at, width, bits);
    }
  }

  private void touch(MemorySegment segment, long index) {
    if (!isOpen()) {
      open(segment, index);
    } else if (slot == null || slot.admit(segment, index)) {
      if (!sectionIsWithinScope()) {
        keep(segment, index);
      }
      undo.admit(segment, index);
    } else {
      goOnTo(segment, index);
    }
  }

  // the hold

  /** One of several holds has ended. */
  void leave(int depth) {
    openDepth = Math.min(openDepth, depth);
  }

  /** C: the last hold ends. What it leaves to the next one of this handle is nothing. */
  void end(MemorySegment segment) {
    boolean wasOpen = isOpen();
    boolean wasDirty = dirty;
    openDepth = 0;
    if (scope != null || operations != 0 || dirty) {
      scope = null; // ended by whoever unlocks within an update, too
      operations = 0;
      dirty = false;
    }
    if (wasOpen) {
      requireIntact(segment); // C1
      Seqlock.close(segment); // C2
    }
    if (wasDirty) {
      requireIntact(segment);
      DIRTY.setRelease(segment, Format.DIRTY, 0); // after C2
    }
  }

  private void requireIntact(MemorySegment segment) {
    if (!hold.isIntact(segment)) {
      throw new IllegalMonitorStateException("the lock of %s was lost while %s wrote; nothing is committed"
          .formatted(name, Thread.currentThread()));
    }
  }

  // DIRTY

  /** Whether somebody writes several elements, or died in it. */
  boolean isDirty(MemorySegment segment) {
    return slot != null && (int) DIRTY.getAcquire(segment, Format.DIRTY) != 0;
  }
}

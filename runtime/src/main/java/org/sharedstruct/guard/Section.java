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

  private final MemorySegment segment;
  private final Hold hold;
  private final Seqlock sequence;
  private final Elements elements;
  private final Object name;
  private final Undo undo;

  /** The undo space, if it is one slot for an array, and DIRTY has a meaning; else null. */
  private final UndoSlot slot;

  private boolean open;

  /** Counts the sections of this handle. */
  private int number;

  /** The depth of the hold at which undoing the open section undoes nothing else. */
  private int openDepth;

  /** How many operations on single elements are going on, one in the other. */
  private int operations;

  /** Whether DIRTY is to be 0 when the hold ends. */
  private boolean dirty;
  private Scope scope;

  Section(MemorySegment segment, Geometry geometry, Hold hold, Seqlock sequence, Elements elements,
      Object name) {
    this.segment = segment;
    this.hold = hold;
    this.sequence = sequence;
    this.elements = elements;
    this.name = name;
    UndoSlot one = new UndoSlot(segment, geometry, elements, sequence, name);
    undo = geometry.atomic() ? new UndoShadow(segment, geometry, elements, sequence) : one;
    slot = geometry.isArray() && !geometry.atomic() ? one : null;
  }

  Undo undo() {
    return undo;
  }

  /** A5 and R: undoes a section that was left by someone who died, or was closed. */
  void recover(boolean ownerDied) {
    if (sequence.isOpen()) {
      undo.restore();
      sequence.close();
    } else if (ownerDied) {
      sequence.bump();
    }
  }

  // S and C: operations

  /** Begins an operation on one element. */
  void begin(long index) {
    if (open) {
      join(index);
    } else {
      open(index);
    }
    operations++;
  }

  /** Begins an operation on any elements. */
  void beginAll() {
    scope = new Scope(hold.depth(), scope);
  }

  private void open(long index) {
    if (hold.depth() > 1) {
      requireIntact();
    }
    undo.open(index);
    open = true;
    number++;
    openDepth = hold.depth();
  }

  private void join(long index) {
    if (slot == null || slot.admit(index)) {
      scope = new Scope(hold.depth(), scope);
      keep(index);
      undo.admit(index);
    } else {
      goOnTo(index);
    }
  }

  /** Closes the section of one element and opens that of another. */
  private void goOnTo(long index) {
    if (operations > 0) {
      throw new IllegalStateException(
          "element %d of %s cannot be written inside an update of element %d; update the array instead"
              .formatted(index, name, slot.index()));
    }
    requireIntact();
    if (!isDirty()) {
      dirty = true;
      segment.set(JAVA_INT, Format.DIRTY, 1); // before C2, which is a release
    }
    Scope owner = scopeOfSection();
    if (owner != null) {
      owner.keep(slot.index(), new Scope.Kept(slot.bytes(), 0));
    }
    open = false;
    sequence.close();
    open(index);
  }

  /** The innermost operation that the whole of the open section belongs to. */
  private Scope scopeOfSection() {
    Scope owner = scope;
    while (owner != null && owner.depth() > openDepth) {
      owner = owner.outer();
    }
    return owner;
  }

  private void keep(long index) {
    if (!scope.keeps(index)) {
      scope.keep(index, new Scope.Kept(elements.toHeap(elements.offset(index)), number));
    }
  }

  /** Ends an operation on one element, and keeps what it wrote. */
  void commit() {
    operations--;
    commitAll();
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
  void commitRepair() {
    commitAll();
    dirty = isDirty();
  }

  /** Whether the operation that is ending has a scope of its own. */
  private boolean hasScope() {
    return scope != null && scope.depth() == hold.depth();
  }

  /** The operation around may fail yet: the old bytes are its now, unless it undoes that section anyhow. */
  private void handOut(long index, Scope.Kept kept) {
    boolean undoneWithSection = open && kept.section() == number && sectionIsWithinScope();
    if (scope != null && !undoneWithSection) {
      scope.keep(index, kept);
    }
  }

  private boolean sectionIsWithinScope() {
    return scope == null || openDepth >= scope.depth();
  }

  // X, roll back

  /** Ends an operation on one element, and undoes what it wrote. */
  void rollback() {
    operations--;
    rollbackAll();
  }

  /** Ends an operation on any elements. */
  void rollbackAll() {
    requireIntact();
    if (open && openDepth == hold.depth()) {
      open = false;
      undo.restore(); // X1
      sequence.close(); // X2
    }
    if (hasScope()) {
      scope.forEach(this::putBack);
      scope = scope.outer();
    }
  }

  private void putBack(long index, Scope.Kept kept) {
    if (open) {
      elements.restore(index, kept.bytes());
    } else {
      undo.open(index);
      elements.restore(index, kept.bytes());
      sequence.close();
    }
  }

  // 1, and stores into what is open

  /** Stores one aligned field. */
  void store(long index, long at, int width, long bits) {
    if (hold.depth() == 1) {
      VarHandle.storeStoreFence(); // 1.2
      elements.put(elements.offset(index) + at, width, bits); // 1.3
      sequence.bump(); // 1.4
    } else {
      touch(index);
      elements.put(elements.offset(index) + at, width, bits);
    }
  }

  private void touch(long index) {
    if (!open) {
      open(index);
    } else if (slot == null || slot.admit(index)) {
      if (!sectionIsWithinScope()) {
        keep(index);
      }
      undo.admit(index);
    } else {
      goOnTo(index);
    }
  }

  // the hold

  /** One of several holds has ended. */
  void leave(int depth) {
    openDepth = Math.min(openDepth, depth);
  }

  /** C: the last hold ends. */
  void end() {
    if (open) {
      open = false;
      requireIntact(); // C1
      sequence.close(); // C2
    }
    if (dirty) {
      requireIntact();
      DIRTY.setRelease(segment, Format.DIRTY, 0); // after C2
    }
  }

  /** What the hold leaves to the next one of this handle: nothing. */
  void forget() {
    open = false;
    operations = 0;
    dirty = false;
    scope = null;
  }

  private void requireIntact() {
    if (!hold.isIntact()) {
      throw new IllegalMonitorStateException("the lock of %s was lost while %s wrote; nothing is committed"
          .formatted(name, Thread.currentThread()));
    }
  }

  // DIRTY

  /** Whether somebody writes several elements, or died in it. */
  boolean isDirty() {
    return slot != null && (int) DIRTY.getAcquire(segment, Format.DIRTY) != 0;
  }
}

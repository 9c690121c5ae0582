package org.sharedstruct.tests.child;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReentrantLock;
import org.sharedstruct.SharedLock;
import org.sharedstruct.SharedMemory;
import org.sharedstruct.SharedWriter;
import org.sharedstruct.tests.GuardedParcel;
import org.sharedstruct.tests.ParcelRecord;
import org.sharedstruct.tests.RawParcel;
import org.sharedstruct.tests.SharedParcel;
import org.sharedstruct.tests.child.Tallies.Form;

/** Parcels in a region of any form, with and without a lock that was given. */
final class Parcels implements AutoCloseable {

  /** How many elements an array has. */
  static final int LENGTH = 3;

  /** Which element of an array is meant where one alone is. */
  static final int INDEX = 1;

  private final SharedMemory handle;

  /** Asked for once: a call for it, before an unlock, could fail where the lock is held. */
  private final SharedLock lock;
  private final ReentrantLock given = new ReentrantLock();
  private final GuardedParcel element;
  private final GuardedParcel givenElement;

  /** Null for a single struct, as is the next one. */
  private final GuardedParcel.Array array;

  private final GuardedParcel.Array givenArray;

  /** How often {@link #inLock} has got the lock and not given it back. */
  private volatile int owed;

  /** The writer sessions that {@link #inSession} has begun, one within the other; null: it has ended. */
  private final SharedWriter[] sessions = new SharedWriter[2];

  /** How many were begun; written after {@code sessions}. */
  private volatile int begun;

  private Parcels(SharedParcel shared) {
    handle = shared;
    lock = shared.lock();
    element = shared.guarded();
    givenElement = shared.guarded(given);
    array = null;
    givenArray = null;
  }

  private Parcels(SharedParcel.Array shared) {
    handle = shared;
    lock = shared.lock();
    array = shared.guarded();
    givenArray = shared.guarded(given);
    element = array.get(INDEX);
    givenElement = givenArray.get(INDEX);
  }

  /** A new region, all zeros. */
  static void create(Form form, Path path) throws IOException {
    switch (form) {
      case SINGLE -> SharedParcel.create(path).close();
      case PLAIN_ARRAY -> SharedParcel.Array.create(path, LENGTH).close();
      case ATOMIC_ARRAY ->
          SharedParcel.Array.create(path, LENGTH, SharedMemory.ATOMIC_ARRAY).close();
    }
  }

  /** What is in a new region. */
  static List<ParcelRecord> zeros(Form form) {
    return Collections.nCopies(form == Form.SINGLE ? 1 : LENGTH, RawParcel.allocate().toRecord());
  }

  /** A region that is there. */
  static Parcels open(Form form, Path path) throws IOException {
    return form == Form.SINGLE
        ? new Parcels(SharedParcel.open(path))
        : new Parcels(SharedParcel.Array.open(path));
  }

  /** A parcel with a number in each field. */
  static ParcelRecord parcel(long n) {
    return write(RawParcel.allocate(), n).toRecord();
  }

  /** Writes a number to each field, one after the other. */
  static RawParcel write(RawParcel raw, long n) {
    return raw.number(n).twice(2 * n).label("n" + n).id(new UUID(n, n)).hops(n);
  }

  GuardedParcel element() {
    return element;
  }

  GuardedParcel givenElement() {
    return givenElement;
  }

  GuardedParcel.Array array() {
    return array;
  }

  GuardedParcel.Array givenArray() {
    return givenArray;
  }

  SharedLock lock() {
    return lock;
  }

  ReentrantLock given() {
    return given;
  }

  boolean owesUnlock() {
    return owed > 0 || hasSession();
  }

  /** The read of {@code begun} comes first. */
  private boolean hasSession() {
    return begun >= 0 && (sessions[0] != null || sessions[1] != null);
  }

  /**
   * Gives back what this thread holds of what the user took: what {@link #inLock} could not give
   * back, since an unlock that failed may be repeated, as with any lock, and the lock that was
   * given, which nobody else could ever unlock.
   */
  void payUnlocks() {
    while (owed > 0 && lock().isHeldByCurrentThread() && unlocks()) {
      // until it is not held, or by a writer session alone
    }
    owed = 0;
    for (SharedWriter session : sessions) {
      if (session != null) {
        session.close();
      }
    }
    Arrays.fill(sessions, null);
    begun = 0;
    while (given.isHeldByCurrentThread()) {
      given.unlock();
    }
  }

  private boolean unlocks() {
    try {
      lock().unlock();
      return true;
    } catch (IllegalMonitorStateException between) {
      return false;
    }
  }

  /** A hold as a careful user has it. */
  void inLock(Runnable action) {
    lock().lock();
    owed++;
    try {
      action.run();
    } finally {
      lock().unlock();
      owed--;
    }
  }

  /** A writer session as a careful user has it. Where it has begun, nothing is called before that is noted. */
  void inSession(Runnable action) {
    SharedWriter writer = handle.writer();
    int number = begun;
    sessions[number] = writer;
    begun = number + 1;
    Throwable failure = null;
    try {
      action.run();
    } catch (Throwable failed) {
      failure = failed;
      throw failed;
    } finally {
      endSession(number, failure);
    }
  }

  private void endSession(int number, Throwable failure) {
    try {
      sessions[number].close();
      sessions[number] = null;
      begun = number;
    } catch (Throwable late) {
      if (failure == null) {
        throw late;
      }
    }
  }

  /** The same with a try; false if the lock was not to be had. */
  boolean tryInLock(Callable<Boolean> tryLock) throws Exception {
    if (!tryLock.call()) {
      return false;
    }
    owed++;
    lock().unlock();
    owed--;
    return true;
  }

  /** All elements, as one commit left them. */
  List<ParcelRecord> together() {
    return array == null ? List.of(element.snapshot()) : array.snapshot();
  }

  /** What lies in the memory at the moment. */
  List<ParcelRecord> raw() {
    return array == null
        ? List.of(element.raw().toRecord())
        : array.raw().stream().map(RawParcel::toRecord).toList();
  }

  @Override
  public void close() {
    handle.close();
  }
}

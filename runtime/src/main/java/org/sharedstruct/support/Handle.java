package org.sharedstruct.support;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.Lock;
import org.sharedstruct.Participant;
import org.sharedstruct.SharedLock;
import org.sharedstruct.SharedMemory;
import org.sharedstruct.SharedWriter;
import org.sharedstruct.format.Schema;
import org.sharedstruct.region.Region;

/**
 * What the generated handles of single structs and of arrays have in common.
 *
 * @param <V> the raw view
 * @param <G> the guarded view
 */
public abstract sealed class Handle<V, G> extends SharedMemory permits StructHandle, ArrayHandle {

  private final Region region;
  private final V raw;
  private final G guarded;

  Handle(Region region, V raw) {
    this.region = region;
    this.raw = raw;
    guarded = view(new ViewGuard(region, null), 0, isArray() ? region.length() : 1);
  }

  /**
   * Makes the guarded view.
   *
   * @param guard the way to the memory
   * @param first zero
   * @param length number of elements; one for a single struct
   * @return the view
   */
  protected abstract G view(ViewGuard guard, long first, long length);

  /**
   * The view without a lock: plain memory, for speed, for C and for protocols of one's own.
   *
   * @return the raw view, always the same
   */
  public final V raw() {
    return raw;
  }

  /**
   * The view that every process may use at once.
   *
   * @return the guarded view, always the same
   */
  public final G guarded() {
    return guarded;
  }

  /**
   * A guarded view whose writers take the given lock as well, around the region's own. Any lock adds
   * exclusion and keeps snapshots and rollback; that a whole hold is one commit is true of the
   * region's own {@link #lock()} alone.
   *
   * @param lock the lock to take first
   * @return a guarded view
   * @throws NullPointerException if there is none
   */
  public final G guarded(Lock lock) {
    Objects.requireNonNull(lock, "lock");
    return !region.isReadOnly() && lock == region.lock() ? guarded : view(new ViewGuard(region, lock), 0, isArray() ? region.length() : 1);
  }

  @Override
  public final SharedLock lock() {
    return region.lock();
  }

  @Override
  public final SharedWriter writer() {
    return region.writer();
  }

  @Override
  public final List<Participant> participants() {
    return region.participants();
  }

  @Override
  public final Path path() {
    return region.path();
  }

  @Override
  public final String describe() {
    return region.currentSchema().table();
  }

  @Override
  public final void copyTo(Path path, CopyOption... options) throws IOException {
    while (!tryToCopyTo(path, options)) {
      // the struct has grown, which it does not do for ever
    }
  }

  /**
   * The copy gets its schema before its values, since nobody may see one without the other. If fields were
   * added in between, there may be values of theirs, and all is done again.
   *
   * @return whether none were
   */
  private boolean tryToCopyTo(Path path, CopyOption... options) throws IOException {
    Schema schema = region.currentSchema();
    try {
      RegionRequest.of(schema, isArray() ? region.length() : Region.SINGLE)
          .filledBy(payload -> {
            new ViewGuard(region, null).copyTo(payload);
            if (!region.currentSchema().equals(schema)) {
              throw new StructHasGrown();
            }
          })
          .create(path, options).region().close();
      return true;
    } catch (StructHasGrown meanwhile) {
      return false;
    }
  }

  /** Ends the making of a copy. */
  private static final class StructHasGrown extends RuntimeException {

    private static final long serialVersionUID = 1L;
  }

  /** Whether it is an array, be it of one struct only. */
  abstract boolean isArray();

  @Override
  public final void force() {
    region.force();
  }

  @Override
  public final void passTo(ProcessBuilder child, String name) {
    Inheritance.pass(child.environment(), name, path());
  }

  @Override
  public final boolean remove() {
    return region.remove();
  }

  @Override
  public final boolean isRemoved() {
    return region.isRemoved();
  }

  @Override
  public final void close() {
    region.close();
  }

  /** What the handle is called in {@code toString}. */
  final String name() {
    return "Shared" + region.schema().name();
  }

  final boolean isOpen() {
    return region.isOpen();
  }
}

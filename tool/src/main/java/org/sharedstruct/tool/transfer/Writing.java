package org.sharedstruct.tool.transfer;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.sharedstruct.LockTimeoutException;
import org.sharedstruct.OwnerDiedException;
import org.sharedstruct.guard.Faults;
import org.sharedstruct.guard.Updates;
import org.sharedstruct.region.Region;
import org.sharedstruct.region.Terms;
import org.sharedstruct.tool.value.Store;

/**
 * A region that is written, without its classes: attached as a participant, which writes through
 * the guard as the views of a program do. Only the values that are given are stored; others beside
 * them may be written meanwhile by programs that take no lock, such as those of {@code @Atomic}
 * fields.
 */
public final class Writing implements AutoCloseable {

  private final Region region;

  private Writing(Region region) {
    this.region = region;
  }

  /**
   * Attaches to a region.
   *
   * @param file the region's
   * @param name what other participants see
   * @param timeout how long to wait for the lock
   * @return the attachment
   * @throws IOException if it cannot be attached to, with the reason
   */
  public static Writing to(Path file, String name, Duration timeout) throws IOException {
    return new Writing(Region.openAny(file, terms(name, timeout)));
  }

  /**
   * Makes a region and attaches to it. Others see it with its values or not at all.
   *
   * @param file the region's, which must not exist
   * @param heading what it is to be
   * @param name what other participants see
   * @param timeout how long to wait for the lock
   * @param stores the first values; all others are zero
   * @return the attachment
   * @throws IOException if it cannot be made, with the reason
   */
  public static Writing create(Path file, Heading heading, String name, Duration timeout, List<Store> stores)
      throws IOException {
    return new Writing(Region.create(file, heading.schema(), heading.length(), heading.terms(terms(name, timeout)),
        payload -> stores.forEach(store -> store.in(payload, store.element() * heading.schema().size()))));
  }

  /**
   * As whom the tool takes part.
   *
   * @param name what other participants see
   * @param timeout how long to wait for the lock
   * @return the terms
   */
  public static Terms terms(String name, Duration timeout) {
    return Terms.DEFAULT.withName(name).withLockTimeout(nanos(timeout));
  }

  private static long nanos(Duration timeout) {
    try {
      return timeout.toNanos();
    } catch (ArithmeticException centuries) {
      return Terms.NO_TIMEOUT;
    }
  }

  /**
   * The region.
   *
   * @return it, open for writing
   */
  public Region region() {
    return region;
  }

  /**
   * Whether values of some elements can be stored as one commit.
   *
   * @param stores the values
   * @return false if each element would be a commit of its own
   */
  public boolean isOneCommit(List<Store> stores) {
    return region.geometry().atomic() || stores.stream().mapToLong(Store::element).distinct().count() <= 1;
  }

  /**
   * Stores values: all of them as one commit, or, of several elements of an array that is not
   * atomic as a whole, a commit for each element. If it throws, or the process is killed, the
   * commit that was going on has not been.
   *
   * @param stores the values
   * @throws LockTimeoutException if others held the lock for too long
   * @throws OwnerDiedException if the array is half written
   * @throws IllegalStateException if the file was truncated
   */
  public void commit(List<Store> stores) {
    Map<Long, List<Store>> elements = stores.stream()
        .collect(Collectors.groupingBy(Store::element, TreeMap::new, Collectors.toList()));
    elements.values().forEach(this::requireWithin);
    try {
      if (elements.size() > 1 && region.geometry().atomic()) {
        region.guard().updates().computeAll(elements, this::storeEach);
      } else {
        storeEach(elements);
      }
    } catch (RuntimeException | InternalError failure) {
      throw Faults.explain(failure, region.segment(), region);
    }
  }

  /**
   * An odd schema, as another program may have written it, must not lead to bytes of other
   * elements.
   */
  private void requireWithin(List<Store> stores) {
    for (Store store : stores) {
      boolean isWithin = store.element() >= 0 && store.element() < region.length() && store.offset() >= 0
          && store.offset() + store.type().size() <= region.schema().size();
      if (!isWithin) {
        throw new IllegalArgumentException(region.path() + ": its schema is damaged: a field lies outside of it");
      }
    }
  }

  private Void storeEach(Map<Long, List<Store>> elements) {
    Updates updates = region.guard().updates();
    MemorySegment memory = region.segment();
    elements.forEach((element, stores) -> {
      long base = region.guard().data(element);
      updates.update(element, memory, (to, values) -> values.forEach(store -> store.in(to, base)), stores);
    });
    return null;
  }

  @Override
  public void close() {
    region.close();
  }
}

package org.sharedstruct.region;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sharedstruct.RegionRemovedException;
import org.sharedstruct.SchemaMismatchException;
import org.sharedstruct.format.Schema;

/**
 * Attaches to a region that is there. Others may move, remove, renew or replace it meanwhile; then it begins
 * again with the name.
 *
 * <ol>
 *   <li>The file is opened ({@link Admission}), and its header read and compared ({@link Header}).
 *   <li>Where it is to be written, it is found out whether it is where it was made ({@link Relocation}).
 *   <li>It is mapped, and entered: an id, and the byte of that number ({@link Member}).
 *   <li>Only then it is sure that nobody removes or renews it: so all that could have changed before is looked
 *       at once more.
 *   <li>A slot in the table of participants, and the fields that the file lacks ({@link Registry}).
 * </ol>
 *
 * <p>One who only reads is content with the first step and the mapping.
 *
 * @param file as the user names it, an absolute path
 * @param schema what it must hold; null: whatever it holds
 * @param length as in {@link Region#open}, or {@link org.sharedstruct.format.Geometry#ANY_FORM}
 * @param terms whose files are opened, and how
 */
record Opening(Path file, Schema schema, long length, Terms terms) {

  /** Others who create and remove the same region at the same time need far less. */
  static final Duration LONGEST = Duration.ofSeconds(5);

  /** Again and again, but not for as long as it is new to many. */
  Region run() throws IOException {
    long start = System.nanoTime();
    for (;;) {
      Optional<Region> region = tryOnce();
      if (region.isPresent()) {
        return region.get();
      }
      if (System.nanoTime() - start > LONGEST.toNanos()) {
        throw new FileSystemException(file.toString(), null, String.format(Locale.ROOT,
            "is moved or removed by others all the time, for %d s", LONGEST.toSeconds()));
      }
    }
  }

  private Optional<Region> tryOnce() throws IOException {
    try (PlainFile opened = Admission.open(file, terms)) {
      try {
        return tryOpened(opened);
      } catch (RegionRemovedException removed) {
        if (Admission.leadsElsewhere(file, opened.status())) {
          return Optional.empty();
        }
        throw removed;
      }
    }
  }

  private Optional<Region> tryOpened(PlainFile opened) throws IOException {
    Header.Contents contents = Header.read(opened.channel(), file, schema, length);
    if (terms.atomic() && !contents.geometry().atomic()) {
      throw new SchemaMismatchException(file.toString(), List.of(
          "the array has no undo space as a whole in the file, ATOMIC_ARRAY is asked for here"));
    }
    Path path = Admission.real(file);
    if (terms.readOnly()) {
      return Optional.of(read(opened, contents, Place.ofReader(path, contents.id(), opened.status())));
    }
    Optional<Place> place = Relocation.settle(file, path, opened, contents);
    return place.isEmpty() ? Optional.empty() : participate(opened, contents, place.get());
  }

  private Region read(PlainFile opened, Header.Contents contents, Place place) throws IOException {
    if (schema != null) {
      Registry.requireComplete(file, schema, contents.geometry().schema());
    }
    Membership membership = Membership.reading(place, opened.status().user());
    try {
      MemorySegment segment = membership.map(opened.channel(), contents.geometry().fileSize());
      if (!contents.origin().isFile(opened.status())) {
        membership.readCopy(segment);
      } else {
        membership.readLeft(segment);
      }
      requireNotRemoved(segment);
      return new Region(file, place, contents, membership, segment, terms);
    } catch (Throwable failure) {
      membership.run();
      throw failure;
    }
  }

  private Optional<Region> participate(PlainFile opened, Header.Contents contents, Place place)
      throws IOException {
    Membership membership;
    try {
      membership = Membership.participating(place, opened.status(), contents.temporary());
    } catch (NoSuchFileException raced) {
      return Optional.empty();
    }
    try {
      MemorySegment segment = membership.map(opened.channel(), contents.geometry().fileSize());
      membership.enter(segment);
      requireNotRemoved(segment);
      boolean isCurrent = place.leadsTo(opened.status()) && membership.isShared(segment);
      if (!isCurrent || !membership.enlist(segment, terms.name())) {
        membership.run();
        return Optional.empty();
      }
      Schema complete = new Registry(file, segment, contents.geometry()).complete(schema, membership);
      return Optional.of(new Region(file, place, contents.with(complete), membership, segment, terms));
    } catch (Throwable failure) {
      membership.run();
      throw failure;
    }
  }

  private void requireNotRemoved(MemorySegment segment) throws RegionRemovedException {
    if (Region.isRemoved(segment)) {
      throw Header.removed(file);
    }
  }
}

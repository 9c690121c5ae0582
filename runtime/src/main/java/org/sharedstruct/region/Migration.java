package org.sharedstruct.region;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.LongConsumer;
import org.sharedstruct.DamagedRegionException;
import org.sharedstruct.RegionRemovedException;
import org.sharedstruct.SchemaMismatchException;
import org.sharedstruct.TruncatedRegionException;
import org.sharedstruct.format.Conversion;
import org.sharedstruct.format.Format;
import org.sharedstruct.format.Geometry;
import org.sharedstruct.format.Growth;
import org.sharedstruct.format.Schema;
import org.sharedstruct.kernel.FileUsers;
import org.sharedstruct.kernel.ProcessUser;
import org.sharedstruct.kernel.Uninterrupted;

/**
 * Converts a region to another schema, from the values of its fields. The steps:
 *
 * <ol>
 *   <li>The file is opened for writing and, if it was moved, gets a lock file ({@link Relocation}).
 *   <li>Byte 0 of its lock file is locked, and all others are shared: no participant is attached, and none
 *       can enter. No process has the file mapped for writing. Only now its schema is certain.
 *   <li>The values of the last commit are converted, for a trial. What an open section has overwritten is
 *       taken from its undo space. If anything would be lost that may not be, this is the end.
 *   <li>A draft is made of the new region: its own id and lock file, the group and the permissions of the old
 *       one. The values are converted into it.
 *   <li>The draft gets the name, by {@code rename(2)}, which replaces the old file in one step. A process
 *       that has opened the old file, and is about to enter, finds that the name leads elsewhere, and begins
 *       again.
 *   <li>The old file, which has no name any more, is marked as removed for those who read it still.
 *   <li>The old lock file goes.
 * </ol>
 *
 * <p>Killed before the fifth step, this leaves the old region and a draft; after it, the new region and the
 * old lock file. {@link Leftovers} finds both.
 */
final class Migration {

  /** For regions that others move, remove or replace at the same time. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private final Path file;
  private final Schema schema;
  private final boolean array;
  private final Set<String> losing;

  private final LongConsumer progress;

  private Migration(Path file, Schema schema, boolean array, Set<String> losing, LongConsumer progress) {
    this.file = file;
    this.schema = schema;
    this.array = array;
    this.losing = losing;
    this.progress = progress;
  }

  /**
   * Migrates a region.
   *
   * @param file the region, as the user names it
   * @param schema what it is to be
   * @param array whether it is an array
   * @param losing names of fields whose values may be lost
   * @param progress is told how many elements have been converted, for a trial and then again
   * @return whether it was converted; false if it can be opened as it is
   * @throws SchemaMismatchException if values would be lost, or the file holds another struct or has the
   *     other form
   * @throws FileSystemException if others are attached
   */
  static boolean run(Path file, Schema schema, boolean array, Set<String> losing, LongConsumer progress)
      throws IOException {
    Migration migration = new Migration(file, schema, array, losing, progress);
    long start = System.nanoTime();
    for (;;) {
      Optional<Boolean> done = Uninterrupted.call(migration::tryOnce);
      if (done.isPresent()) {
        return done.get();
      }
      if (System.nanoTime() - start > LONGEST_WAIT.toNanos()) {
        throw new FileSystemException(file.toString(), null, String.format(Locale.ROOT,
            "is moved or replaced by others all the time, for %d s", LONGEST_WAIT.toSeconds()));
      }
    }
  }

  /** Empty if the region changes meanwhile. */
  private Optional<Boolean> tryOnce() throws IOException {
    try (PlainFile opened = Admission.open(file, Terms.DEFAULT.withAnyOwner())) {
      try {
        return tryOnce(opened);
      } catch (RegionRemovedException removed) {
        if (Admission.leadsElsewhere(file, opened.status())) {
          return Optional.empty();
        }
        throw removed;
      }
    }
  }

  private Optional<Boolean> tryOnce(PlainFile opened) throws IOException {
    Header.Contents contents = Header.read(opened.channel(), file, array);
    Schema found = contents.geometry().schema();
    if (target(opened, contents.geometry()).isEmpty()) {
      return Optional.of(false);
    }
    if (!found.name().equals(schema.name())) {
      throw new SchemaMismatchException(file.toString(), List.of(
          "the struct is " + found.name() + " in the file, " + schema.name() + " here"));
    }
    require(opened, contents);
    Path path = Admission.real(file);
    Optional<Place> place = Relocation.settle(file, path, opened, contents);
    return place.isEmpty() ? Optional.empty() : migrate(opened, contents, place.get());
  }

  /**
   * What the region is to hold; empty if it can be opened as it is. If only the lines of the new fields do
   * not fit into its schema text, it keeps all that other programs have in it.
   */
  private Optional<Schema> target(PlainFile opened, Geometry old) throws IOException {
    Growth growth = Growth.of(schema, old.schema());
    if (!growth.differences().isEmpty()) {
      return Optional.of(schema);
    }
    return Registry.hasRoom(old, Header.schemaLength(opened.channel(), file), growth.additions())
        ? Optional.empty() : Optional.of(old.schema().with(growth.additions()));
  }

  private void require(PlainFile opened, Header.Contents contents) throws IOException {
    if (opened.status().user() != ProcessUser.id()) {
      throw new AccessDeniedException(file.toString(), null,
          "can be migrated by its owner only, " + Admission.owner(file));
    }
    Object names = Files.getAttribute(Admission.real(file), "unix:nlink");
    if (!names.equals(1)) {
      throw new FileSystemException(file.toString(), null, String.format(Locale.ROOT,
          "has %s names (hard links), and only one would lead to the new file: remove the others first",
          names));
    }
    if (contents.temporary()) {
      throw new FileSystemException(file.toString(), null,
          "is a temporary region, which goes with its users and cannot be migrated");
    }
  }

  private Optional<Boolean> migrate(PlainFile opened, Header.Contents contents, Place place)
      throws IOException {
    Companion companion;
    try {
      companion = Companion.open(place.companion(), opened.status().user());
    } catch (NoSuchFileException raced) {
      return Optional.empty();
    }
    try {
      boolean[] changed = new boolean[1];
      boolean alone = companion.ifDesertedForLong(() -> {
        Geometry old = Header.read(opened.channel(), file, array).geometry(); // others may have added fields
        Optional<Schema> target = target(opened, old);
        changed[0] = target.isEmpty() || !place.leadsTo(opened.status())
            || !Header.says(opened.channel(), file, contents.id(), contents.origin());
        if (!changed[0]) {
          requireUnmapped(opened);
          replace(opened, old, target.get(), place);
          companion.remove();
        }
        return true;
      });
      if (!alone) {
        SortedSet<Long> users = FileUsers.mapping(opened.status(), opened.channel());
        users.addAll(companion.lockers(Companion.GATE));
        throw used(Census.of(opened).users(companion, users));
      }
      return changed[0] ? Optional.empty() : Optional.of(true);
    } finally {
      companion.close();
    }
  }

  private void requireUnmapped(PlainFile opened) throws IOException {
    SortedSet<Long> users = FileUsers.mapping(opened.status(), opened.channel());
    if (!users.isEmpty()) {
      throw used(Census.of(opened).names(users));
    }
  }

  private FileSystemException used(String users) {
    return new FileSystemException(file.toString(), null, String.format(Locale.ROOT,
        "cannot be migrated while others use it: %s", users));
  }

  private void replace(PlainFile opened, Geometry old, Schema target, Place place) throws IOException {
    Geometry geometry = array ? Geometry.array(target, old.length(), old.atomic()) : Geometry.single(target);
    Conversion conversion = new Conversion(old.schema(), target, losing);
    try (Arena arena = Arena.ofShared()) {
      MemorySegment memory = opened.channel().map(FileChannel.MapMode.READ_ONLY, 0, old.fileSize(), arena);
      rehearse(memory, old, conversion, arena.allocate(geometry.stride()));
      try (Draft draft = Draft.replacing(place.path(), opened.status(), geometry)) {
        MemorySegment payload = draft.payload();
        for (long index = 0; index < old.length(); index++) {
          conversion.convert(memory, committed(memory, old, index), payload, index * geometry.stride());
          progress.accept(old.length() + index + 1);
        }
        draft.replace();
        draft.membership().run();
      }
    } catch (InternalError truncated) {
      throw new TruncatedRegionException(file.toString(), "was truncated while it was migrated");
    }
    Uninterrupted.callElsewhere(() -> {
      Header.markRemoved(opened.channel()); // to begin again would find that nothing is to be done
      return true;
    });
  }

  private void rehearse(MemorySegment memory, Geometry old, Conversion conversion, MemorySegment scratch)
      throws IOException {
    if (memory.get(JAVA_INT, Format.DIRTY) != 0) {
      throw new FileSystemException(file.toString(), null,
          "is half written: repair it with the program that it was made by, then migrate it");
    }
    long open = memory.get(JAVA_LONG, Format.INDEX);
    if (isOpen(memory) && !old.atomic() && (open < 0 || open >= old.length())) {
      throw new DamagedRegionException(file.toString(), String.format(Locale.ROOT,
          "is damaged: the index at byte %d is %d, and there are %d elements",
          Format.INDEX, open, old.length()));
    }
    for (long index = 0; index < old.length(); index++) {
      conversion.convert(memory, committed(memory, old, index), scratch.fill((byte) 0), 0);
      progress.accept(index + 1);
    }
    if (!conversion.losses().isEmpty()) {
      throw new SchemaMismatchException(file.toString(), conversion.losses());
    }
  }

  /** Where the last commit of an element lies: as for a reader, who finds nobody in. */
  private static long committed(MemorySegment memory, Geometry geometry, long index) {
    long stride = geometry.stride();
    if (isOpen(memory) && geometry.atomic() && memory.get(JAVA_LONG, Format.SEQ)
        == memory.get(JAVA_LONG, geometry.stampOffset() + index * Geometry.STAMP)) {
      return geometry.shadowOffset() + index * stride;
    }
    if (isOpen(memory) && !geometry.atomic() && memory.get(JAVA_LONG, Format.INDEX) == index) {
      return geometry.undoOffset();
    }
    return geometry.payloadOffset() + index * stride;
  }

  private static boolean isOpen(MemorySegment memory) {
    return (memory.get(JAVA_LONG, Format.SEQ) & 1) != 0;
  }
}

package org.sharedstruct.region;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.lang.ref.Cleaner;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.sharedstruct.DamagedRegionException;
import org.sharedstruct.Participant;
import org.sharedstruct.RegionRemovedException;
import org.sharedstruct.SchemaMismatchException;
import org.sharedstruct.SharedLock;
import org.sharedstruct.SharedWriter;
import org.sharedstruct.format.Format;
import org.sharedstruct.format.Geometry;
import org.sharedstruct.format.Schema;
import org.sharedstruct.format.SchemaText;
import org.sharedstruct.guard.Faults;
import org.sharedstruct.guard.Guard;
import org.sharedstruct.guard.GuardLock;
import org.sharedstruct.guard.GuardWriter;
import org.sharedstruct.guard.MappedFile;
import org.sharedstruct.guard.ParticipantTable;
import org.sharedstruct.kernel.Uninterrupted;

/**
 * One attachment of this process to a file: its mapping, its participant, its guard. The mapping is one
 * arena, closed by {@link #close()} or, if nobody does, after the region has become unreachable.
 */
public final class Region implements MappedFile {

  /** The length that asks for a single struct. */
  public static final long SINGLE = Geometry.SINGLE;

  /** The length that asks for an array of any length. */
  public static final long ANY_LENGTH = Geometry.ANY_LENGTH;

  private static final long PAUSE_NANOS = 50_000;

  private static final Cleaner CLEANER = Cleaner.create();
  private static final VarHandle STATE = JAVA_INT.varHandle();

  /** Those whose memory somebody has as a segment, which does not keep its region reachable. */
  private static final Set<Region> LENT = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final Header.Contents contents;
  private final MemorySegment segment;
  private final Guard guard;
  private final GuardLock lock;
  private final Place place;
  private final Membership membership;
  private final Cleaner.Cleanable cleanable;

  /** Whether it is among those that are lent; set once, so that it may be read without care. */
  private boolean lent;

  Region(Path path, Place place, Header.Contents contents, Membership membership,
      MemorySegment segment, Terms terms) {
    this.path = path;
    this.place = place;
    this.contents = contents;
    this.segment = segment;
    guard = new Guard(segment, contents.geometry(), contents.id(), membership.member(),
        terms.lockTimeoutNanos(), this);
    lock = new GuardLock(guard, this);
    this.membership = membership;
    cleanable = CLEANER.register(this, membership);
  }

  /**
   * Creates a region and attaches to it.
   *
   * @param path where; must not exist
   * @param schema what an element looks like
   * @param length number of elements, or {@link #SINGLE}
   * @param terms who may open it, whether it is to stay, how long to wait for the lock
   * @param initializer fills the payload before anyone else sees it
   * @return the attachment
   * @throws FileAlreadyExistsException if the path exists
   * @throws IOException if the file cannot be made
   */
  public static Region create(Path path, Schema schema, long length, Terms terms,
      Consumer<MemorySegment> initializer) throws IOException {
    Path file = Admission.absolute(path);
    Geometry geometry = length == SINGLE ? Geometry.single(schema)
        : Geometry.array(schema, length, terms.atomic());
    try (Draft draft = Uninterrupted.call(() -> Draft.begin(file, geometry, terms))) {
      initializer.accept(draft.payload());
      draft.publish();
      try {
        MemorySegment segment = Uninterrupted.call(draft::map);
        return new Region(file, draft.place(), draft.contents(), draft.membership(), segment, terms);
      } catch (Throwable failure) {
        draft.withdraw();
        throw failure;
      }
    }
  }

  /**
   * Creates a region under a name of its own, which goes when its last participant has gone.
   *
   * @param schema what an element looks like
   * @param length number of elements, or {@link #SINGLE}
   * @param terms who may open it
   * @param initializer fills the payload before anyone else sees it
   * @return the attachment
   * @throws IOException if the file cannot be made
   */
  public static Region createTemporary(Schema schema, long length, Terms terms,
      Consumer<MemorySegment> initializer) throws IOException {
    return create(Temporaries.newPath(terms), schema, length, terms.withTemporary(), initializer);
  }

  /**
   * Attaches to a region.
   *
   * @param path the file
   * @param schema what it must hold
   * @param length number of elements, {@link #SINGLE} or {@link #ANY_LENGTH}
   * @param terms whose files are opened, and how
   * @return the attachment
   * @throws NoSuchFileException if there is no file
   * @throws IOException if it cannot be attached to, with the reason
   */
  public static Region open(Path path, Schema schema, long length, Terms terms) throws IOException {
    Opening opening = new Opening(Admission.absolute(path), schema, length, terms);
    return Uninterrupted.call(opening::run);
  }

  /**
   * Attaches to a region, which is created first if it does not exist. However many processes call this
   * at once, one creates and all attach to what it created.
   *
   * @param path the file
   * @param schema what it must hold
   * @param length number of elements, or {@link #SINGLE}; a file that is there must have the same
   * @param terms who may open a file that is created; whose files are opened
   * @param initializer fills the payload of a file that is created
   * @return the attachment
   * @throws IOException if the file can neither be made nor attached to
   */
  public static Region openOrCreate(Path path, Schema schema, long length, Terms terms,
      Consumer<MemorySegment> initializer) throws IOException {
    long start = System.nanoTime();
    for (;;) {
      IOException absent = null;
      try {
        return open(path, schema, length, terms);
      } catch (NoSuchFileException | RegionRemovedException none) {
        absent = none;
      }
      if (Files.isSymbolicLink(path)) {
        throw absent;
      }
      try {
        return create(path, schema, length, terms, initializer);
      } catch (FileAlreadyExistsException | RegionRemovedException raced) {
        if (System.nanoTime() - start > Opening.LONGEST.toNanos()) {
          absent.addSuppressed(raced);
          throw absent;
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  /**
   * Converts a region to another schema, from the values of its fields.
   *
   * @param path the file
   * @param schema what it is to hold
   * @param length {@link #SINGLE} or {@link #ANY_LENGTH}
   * @param losing names of fields whose values may be lost
   * @param progress is told how many elements have been converted, for a trial and then again
   * @return whether it was converted; false if it can be opened as it is
   * @throws SchemaMismatchException if values would be lost, or the file holds another struct or has the other form
   * @throws IOException if it cannot be converted, with the reason; the file is unchanged then
   */
  public static boolean migrate(Path path, Schema schema, long length, Set<String> losing, LongConsumer progress)
      throws IOException {
    return Migration.run(Admission.absolute(path), schema, length != SINGLE, losing, progress);
  }

  /**
   * Reads what any region holds, whose ever it is, without attaching to it.
   *
   * @param path the file
   * @return the schema that it has now
   * @throws NoSuchFileException if there is no file
   * @throws IOException if it cannot be read, with the reason
   */
  public static Schema schemaOf(Path path) throws IOException {
    Path file = Admission.absolute(path);
    return Uninterrupted.call(() -> {
      try (PlainFile opened =
          Admission.open(file, Terms.DEFAULT.withReadOnly().withAnyOwner())) {
        return Header.readSchema(opened.channel(), file);
      }
    });
  }

  /**
   * Looks at what any region holds, be it one struct or an array, of any owner. It does not change: it is
   * mapped for reading only, and its lock is not taken. Others see this process as a reader.
   *
   * @param path the file
   * @return the attachment, with the schema that the file has now
   * @throws NoSuchFileException if there is no file
   * @throws IOException if it is not an intact region, with the reason
   */
  public static Region look(Path path) throws IOException {
    return open(path, null, Geometry.ANY_FORM, Terms.DEFAULT.withReadOnly().withAnyOwner());
  }

  /**
   * Attaches to any region, be it one struct or an array, as one that may write. What it holds is known from its
   * file alone, which gets no more fields.
   *
   * @param path the file
   * @param terms whose files are opened, and how
   * @return the attachment, with the schema that the file has now
   * @throws NoSuchFileException if there is no file
   * @throws IOException if it cannot be attached to, with the reason
   */
  public static Region openAny(Path path, Terms terms) throws IOException {
    return open(path, null, Geometry.ANY_FORM, terms);
  }

  /**
   * The folders in which regions usually are: that of this user's temporary ones, if there is any yet, and that of
   * the system's shared memory.
   *
   * @throws IOException if they cannot be looked for
   */
  public static List<Path> folders() throws IOException {
    return Temporaries.folders();
  }

  /**
   * What processes that died have left in a folder, and the next one that makes a region there may remove. This
   * only looks.
   *
   * @param folder where
   * @throws IOException if the folder cannot be read
   */
  public static List<Leftover> leftovers(Path folder) throws IOException {
    return Leftover.in(Admission.absolute(folder));
  }

  /**
   * Removes a file that {@link #leftovers} has named, or a region that is marked as removed and has its name still.
   * What has become of use since, or belongs to somebody else, stays.
   *
   * @param file which one
   * @return whether it is gone
   */
  public static boolean removeLeftover(Path file) {
    return Leftovers.remove(Admission.absolute(file));
  }

  /**
   * How the file of a region stands to its lock file. This only looks.
   *
   * @param file the region
   * @throws NoSuchFileException if there is no file
   * @throws IOException if it is not an intact region, with the reason
   */
  public static Standing standing(Path file) throws IOException {
    Path absolute = Admission.absolute(file);
    return Uninterrupted.call(() -> Standing.of(absolute));
  }

  /**
   * Ends the mapping; every later access is an {@link IllegalStateException}. If it fails, it can be tried
   * again. One thread at a time: another one that closes would look at memory that is gone, and could
   * open again what is being closed.
   *
   * @throws IllegalStateException if a thread holds the lock through this region, or an operation of the
   *     JDK uses the memory; the region stays open then
   * @throws UncheckedIOException if the mapping has ended, but the operating system does not take back
   *     what tells others that this participant lives
   */
  public synchronized void close() {
    if (isOpen() && !isReadOnly()) {
      shut();
    }
    try {
      membership.end();
    } catch (IllegalStateException inUse) {
      throw stillUsed(inUse);
    } catch (IOException e) {
      throw new UncheckedIOException(this + " is closed, but others still see this process in it", e);
    }
    cleanable.clean();
    LENT.remove(this);
  }

  private void shut() {
    try {
      guard.shut();
      Guard.throwLate();
    } catch (InternalError truncated) {
      // the words that tell who holds the lock are gone, and nobody can use the rest
    }
  }

  private IllegalStateException stillUsed(IllegalStateException inUse) {
    if (!isOpen()) {
      return inUse;
    }
    if (!isReadOnly()) {
      guard.reopen();
    }
    return new IllegalStateException(this + " cannot be closed: an operation of another thread still uses"
        + " its memory, such as a channel that reads or writes it as a buffer", inUse);
  }

  /**
   * Keeps the region reachable until it is closed. For those who pass its memory on: a segment does not
   * keep the region reachable, and to be collected ends the mapping.
   */
  public void lend() {
    if (!lent) {
      lendOnce();
    }
  }

  private synchronized void lendOnce() {
    if (isOpen()) {
      LENT.add(this);
      lent = true;
    }
  }

  /** Whether the mapping is there. */
  public boolean isOpen() {
    return segment.scope().isAlive();
  }

  /** Whether it is mapped for reading only. */
  public boolean isReadOnly() {
    return segment.isReadOnly();
  }

  /**
   * Unlinks the file if the path still leads to this region, and lets nobody attach any more.
   *
   * @return whether it did
   */
  public boolean remove() {
    try {
      return Uninterrupted.call(place::remove);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes the whole file and its name to the disk, as of one moment: the lock is held meanwhile.
   *
   * @throws UnsupportedOperationException if it is mapped for reading only
   * @throws UncheckedIOException if the operating system fails to
   */
  public void force() {
    if (isReadOnly()) {
      throw new UnsupportedOperationException(
          this + " is mapped for reading only and cannot be forced to the disk");
    }
    try {
      if (forceContents()) {
        Uninterrupted.call(this::forceName);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(this + " could not be forced to the disk", e);
    }
  }

  /** Whether the file still has a name. */
  private boolean forceContents() throws IOException {
    lock.lock();
    try {
      segment.force();
      return !isRemoved();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      lock.unlock();
    }
  }

  /** The folder has the name: {@code fsync(2)} of a file does not write that. */
  private boolean forceName() throws IOException {
    try (FileChannel folder = FileChannel.open(place.path().getParent(), StandardOpenOption.READ)) {
      folder.force(true);
      return true;
    }
  }

  /** Whether somebody has removed the region. */
  public boolean isRemoved() {
    try {
      return isRemoved(segment);
    } catch (RuntimeException | InternalError failure) {
      throw Faults.explain(failure, segment, this);
    }
  }

  static boolean isRemoved(MemorySegment segment) {
    return (int) STATE.getVolatile(segment, Format.STATE) == Format.REMOVED;
  }

  /** Who is attached to it, as far as can be told. */
  public List<Participant> participants() {
    try {
      return Uninterrupted.call(() -> membership.participants(segment));
    } catch (IOException e) {
      throw isOpen() ? new UncheckedIOException(this + " cannot tell who is attached", e)
          : new IllegalStateException(this + " is closed", e);
    } catch (RuntimeException | InternalError failure) {
      throw Faults.explain(failure, segment, this);
    }
  }

  /**
   * Frees the slots of the table of participants that the dead have left, but for that of one who died with the
   * lock, which tells who that was.
   *
   * @return how many there were
   * @throws UnsupportedOperationException if it is mapped for reading only
   */
  public int forgetDead() {
    if (isReadOnly()) {
      throw new UnsupportedOperationException(this + " is mapped for reading only, and its table cannot be changed");
    }
    try {
      return ParticipantTable.releaseDead(segment, membership.member());
    } catch (RuntimeException | InternalError failure) {
      throw Faults.explain(failure, segment, this);
    }
  }

  /** The absolute path. */
  public Path path() {
    return path;
  }

  /** What an element looked like when it was opened. */
  public Schema schema() {
    return contents.geometry().schema();
  }

  /** What an element looks like now: other programs may have added fields. */
  public Schema currentSchema() {
    if (!schema().sized() || !isOpen()) {
      return schema();
    }
    try {
      return new Registry(path, segment, contents.geometry()).read();
    } catch (DamagedRegionException damaged) {
      throw new UncheckedIOException(damaged);
    } catch (RuntimeException | InternalError failure) {
      throw Faults.explain(failure, segment, this);
    }
  }

  /**
   * Whether the lines of some fields still fit into the room for its schema text, so that a program which has them
   * can add them.
   *
   * @param additions what {@link org.sharedstruct.format.Growth} has said that it lacks
   */
  public boolean hasRoomFor(List<Schema.Member> additions) {
    try {
      long word = segment.get(JAVA_LONG, Format.SCHEMA);
      return Registry.hasRoom(contents.geometry(), SchemaText.length(word), additions);
    } catch (RuntimeException | InternalError failure) {
      throw Faults.explain(failure, segment, this);
    }
  }

  /** What lies where in it. */
  public Geometry geometry() {
    return contents.geometry();
  }

  /** Whether it goes when its last participant has gone. */
  public boolean isTemporary() {
    return contents.temporary();
  }

  /** Whether it is an array, be it of one struct only. */
  public boolean isArray() {
    return contents.geometry().isArray();
  }

  /** Number of elements; 1 for a single struct. */
  public long length() {
    return contents.geometry().length();
  }

  /** The whole mapped file. */
  public MemorySegment segment() {
    return segment;
  }

  /** What keeps the payload consistent. */
  public Guard guard() {
    return guard;
  }

  /**
   * The lock as users see it.
   *
   * @throws UnsupportedOperationException if the region is mapped for reading only
   */
  public SharedLock lock() {
    requireLock();
    return lock;
  }

  /**
   * Begins a writer session of this thread.
   *
   * @return the session, to be closed by this thread
   * @throws UnsupportedOperationException if the region is mapped for reading only
   */
  public SharedWriter writer() {
    requireLock();
    return GuardWriter.begin(guard, this);
  }

  private void requireLock() {
    if (isReadOnly()) {
      throw new UnsupportedOperationException(this + " is mapped for reading only and has no lock");
    }
  }

  @Override
  public String whyUnreachable() {
    return UnreachablePage.reason(this, place, segment.byteSize());
  }

  /** Names the region in messages: struct and path. */
  @Override
  public String toString() {
    String form = isArray() ? "[" + length() + "]" : "";
    return schema().name() + form + " in " + path;
  }
}

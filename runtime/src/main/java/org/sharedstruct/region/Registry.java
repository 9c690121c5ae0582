package org.sharedstruct.region;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.sharedstruct.DamagedRegionException;
import org.sharedstruct.SchemaMismatchException;
import org.sharedstruct.format.Format;
import org.sharedstruct.format.Geometry;
import org.sharedstruct.format.Growth;
import org.sharedstruct.format.Schema;
import org.sharedstruct.format.Schema.Member;
import org.sharedstruct.format.SchemaText;

/**
 * The schema text of a region whose struct has room to grow. It is the registry of the struct's bytes: a
 * program appends the lines of its fields that the text lacks, and leaves alone the bytes of lines that it
 * does not know. To append:
 *
 * <ol>
 *   <li>Byte 0 of the lock file is locked, so that one process appends at a time. The operating system takes
 *       that lock from a process that is killed. The region's own lock is not needed: the data stays as it
 *       is, and a program may open a region that another one has locked for long, or left half written.
 *   <li>The text is read and compared again: since the region was opened, another program may have appended
 *       the same lines, or others that claim the same bytes.
 *   <li>The lines are written behind the text, where nobody reads yet. What a process that was killed here
 *       has left is overwritten.
 *   <li>The word of the longer text is stored, with release: who reads it with acquire finds the lines. It is
 *       one store, so that a kill leaves the old text or the new one.
 * </ol>
 *
 * <p>Text that was published never changes, so readers need no lock.
 */
final class Registry {

  /** Appending takes microseconds, but a temporary region may be about to be removed. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private static final VarHandle LONG = JAVA_LONG.varHandle();

  private final Path file;
  private final MemorySegment segment;
  private final Geometry geometry;

  Registry(Path file, MemorySegment segment, Geometry geometry) {
    this.file = file;
    this.segment = segment;
    this.geometry = geometry;
  }

  /**
   * The schema as it is now.
   *
   * @throws DamagedRegionException if the text was damaged since the region was opened
   */
  Schema read() throws DamagedRegionException {
    return Schema.parse(text());
  }

  private String text() throws DamagedRegionException {
    long word = (long) LONG.getAcquire(segment, Format.SCHEMA);
    int length = SchemaText.length(word);
    String text = length <= 0 || length > geometry.schemaCapacity() ? ""
        : new String(segment.asSlice(geometry.schemaOffset(), length).toArray(JAVA_BYTE),
            StandardCharsets.UTF_8);
    if (SchemaText.word(text) != word) {
      throw new DamagedRegionException(file.toString(), String.format(Locale.ROOT,
          "is damaged: the schema at byte %d has changed", geometry.schemaOffset()));
    }
    return text;
  }

  /**
   * Lets a region have the fields of a program that has opened it.
   *
   * @param wanted the program's schema; null, of a program that has none of its own: what is there will do
   * @return the schema that it has then
   * @throws SchemaMismatchException if another program has given the bytes to other fields meanwhile, or
   *     there is no room for the lines
   */
  Schema complete(Schema wanted, Membership membership) throws IOException {
    if (!geometry.schema().sized()) {
      return geometry.schema();
    }
    if (wanted != null && !Growth.of(wanted, geometry.schema()).additions().isEmpty()
        && !membership.exclusively(LONGEST_WAIT, () -> append(wanted))) {
      throw new FileSystemException(file.toString(), null, String.format(Locale.ROOT,
          "cannot get the fields that it lacks: for %d s byte 0 of its lock file has been locked by others",
          LONGEST_WAIT.toSeconds()));
    }
    return read();
  }

  private boolean append(Schema wanted) throws IOException {
    String text = text();
    Growth growth = Growth.of(wanted, Schema.parse(text));
    if (!growth.differences().isEmpty()) {
      throw new SchemaMismatchException(file.toString(), growth.differences(),
          Header.advice(wanted, geometry.schema(), geometry.isArray()));
    }
    publish(text, growth.additions());
    return true;
  }

  private void publish(String text, List<Member> additions) throws SchemaMismatchException {
    byte[] lines = SchemaText.bytes(Schema.lines(additions));
    int length = SchemaText.bytes(text).length;
    if (!hasRoom(geometry, length, additions)) {
      throw new SchemaMismatchException(file.toString(), List.of(String.format(Locale.ROOT,
          "the schema text has room for %d more bytes in the file, and %d are needed for %s",
          geometry.schemaCapacity() - length, lines.length, additions)),
          "Make the file anew with " + Header.handle(geometry.schema(), geometry.isArray()) + ".migrate");
    }
    MemorySegment.copy(lines, 0, segment, JAVA_BYTE, geometry.schemaOffset() + length, lines.length);
    LONG.setRelease(segment, Format.SCHEMA, SchemaText.word(text + Schema.lines(additions)));
  }

  /**
   * Whether the lines of some fields fit into the room for the schema text.
   *
   * @param length bytes of the text so far
   */
  static boolean hasRoom(Geometry geometry, int length, List<Member> additions) {
    return SchemaText.bytes(Schema.lines(additions)).length <= geometry.schemaCapacity() - length;
  }

  /**
   * Refuses a region that a program which only reads cannot give the fields that it lacks.
   *
   * @throws SchemaMismatchException naming them
   */
  static void requireComplete(Path file, Schema wanted, Schema found) throws SchemaMismatchException {
    List<Member> additions = Growth.of(wanted, found).additions();
    if (!additions.isEmpty()) {
      throw new SchemaMismatchException(file.toString(), additions.stream().map(member ->
          Growth.difference(member, found)
              + ": a program that knows it has to open the file for writing once")
          .toList());
    }
  }
}

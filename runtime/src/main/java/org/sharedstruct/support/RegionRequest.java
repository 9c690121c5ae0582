package org.sharedstruct.support;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sharedstruct.SharedMemory;
import org.sharedstruct.SharedMemory.Folder;
import org.sharedstruct.SharedMemory.LockTimeout;
import org.sharedstruct.SharedMemory.Losing;
import org.sharedstruct.SharedMemory.MigrateOption;
import org.sharedstruct.SharedMemory.ParticipantName;
import org.sharedstruct.SharedMemory.Permissions;
import org.sharedstruct.format.Schema;
import org.sharedstruct.region.Region;
import org.sharedstruct.region.Terms;

/**
 * What a region is to hold; each of its verbs makes or finds one. The static verbs of generated handles consist of
 * it, {@code RawXY.CODEC.struct().create(path, options)}, and take those options that make sense for them: what is
 * said here of a verb is true of theirs.
 */
public final class RegionRequest {

  private static final Consumer<MemorySegment> ZEROS = payload -> {};

  private final Schema schema;
  private final long length;
  private final Consumer<MemorySegment> initializer;

  private RegionRequest(Schema schema, long length, Consumer<MemorySegment> initializer) {
    this.schema = schema;
    this.length = length;
    this.initializer = initializer;
  }

  /**
   * One struct, all zeros if it is created.
   *
   * @param schema its schema text
   * @return the request
   */
  public static RegionRequest struct(String schema) {
    return new RegionRequest(Schema.parse(schema), Region.SINGLE, ZEROS);
  }

  /**
   * An array of structs, of whatever length it has; to be opened only.
   *
   * @param schema the schema text of an element
   * @return the request
   */
  public static RegionRequest array(String schema) {
    return new RegionRequest(Schema.parse(schema), Region.ANY_LENGTH, ZEROS);
  }

  /**
   * An array of structs, all zeros if it is created.
   *
   * @param schema the schema text of an element
   * @param length number of elements
   * @return the request
   * @throws IllegalArgumentException if the length is negative
   */
  public static RegionRequest array(String schema, long length) {
    if (length < 0) {
      throw new IllegalArgumentException("length " + length + " is negative");
    }
    return new RegionRequest(Schema.parse(schema), length, ZEROS);
  }

  /** A struct or an array, all zeros. */
  static RegionRequest of(Schema schema, long length) {
    return new RegionRequest(schema, length, ZEROS);
  }

  /**
   * The same with initial values.
   *
   * @param initializer fills the payload, if it is created, before anyone else sees it
   * @return the request
   */
  public RegionRequest filledBy(Consumer<MemorySegment> initializer) {
    return new RegionRequest(schema, length, initializer);
  }

  /**
   * Makes a new file. Nobody sees it before it is complete. What it holds at first is taken of guarded views as one
   * commit each.
   *
   * @param path the file, which must not exist
   * @param options such as {@link SharedMemory#permissions} and {@link SharedMemory#ATOMIC_ARRAY}
   * @return the region
   * @throws java.nio.file.FileAlreadyExistsException if the path exists
   * @throws IOException if the file cannot be made
   */
  public Attachment create(Path path, Object[] options) throws IOException {
    return new Attachment(Region.create(path, schema, length, terms(options), initializer));
  }

  /**
   * Makes a new file under a name of its own, in shared memory where the system has a folder for it, or in the folder
   * that an option or the system property {@code org.sharedstruct.folder} names. It goes when its last user has gone;
   * {@link SharedMemory#passTo} gives it to a child process.
   *
   * @param options such as {@link SharedMemory#folder}
   * @return the region
   * @throws IOException if the file cannot be made
   */
  public Attachment createTemporary(Object[] options) throws IOException {
    return new Attachment(Region.createTemporary(schema, length, terms(options), initializer));
  }

  /**
   * Opens a file that is there. One that this process may only read is opened for reading only.
   *
   * @param path the file
   * @param options such as {@link SharedMemory#READ_ONLY}
   * @return the region
   * @throws java.nio.file.NoSuchFileException if there is none
   * @throws org.sharedstruct.SchemaMismatchException if it holds something else
   * @throws org.sharedstruct.InvalidRegionException if it is foreign or damaged
   * @throws org.sharedstruct.UntrustedFileException if somebody else may have put it there
   * @throws IOException if it cannot be opened for another reason
   */
  public Attachment open(Path path, Object[] options) throws IOException {
    return new Attachment(Region.open(path, schema, length, terms(options)));
  }

  /**
   * Opens a file, and makes it first if it is not there. However many processes call this at once, one of them makes
   * it and all open that one.
   *
   * @param path the file
   * @param options for a file that is made, {@link SharedMemory#permissions}
   * @return the region
   * @throws org.sharedstruct.SchemaMismatchException if it holds something else
   * @throws org.sharedstruct.InvalidRegionException if it is foreign or damaged
   * @throws IOException if it can neither be opened nor made
   */
  public Attachment openOrCreate(Path path, Object[] options) throws IOException {
    return new Attachment(Region.openOrCreate(path, schema, length, terms(options), initializer));
  }

  /**
   * Opens the file that the parent process gave to this one by {@link SharedMemory#passTo}.
   *
   * @param name the name it was given by
   * @param options such as {@link SharedMemory#READ_ONLY}
   * @return the region
   * @throws IllegalStateException if none was given by that name
   * @throws IOException if it cannot be opened
   */
  public Attachment inherited(String name, Object[] options) throws IOException {
    return open(Inheritance.path(name), options);
  }

  /**
   * Converts the file of another version of the struct, in one step. Fields of the same name keep their values, and
   * new ones are zero. No other process may have the file open for writing, and only its owner may do this.
   *
   * @param path the file
   * @param options such as {@link SharedMemory#losing}
   * @return whether it was converted; false if it can be opened as it is
   * @throws java.nio.file.NoSuchFileException if there is none
   * @throws org.sharedstruct.SchemaMismatchException if values would be lost that no option names
   * @throws org.sharedstruct.InvalidRegionException if it is foreign or damaged
   * @throws IOException if others use it, or it cannot be written; the file is unchanged then
   */
  public boolean migrate(Path path, MigrateOption... options) throws IOException {
    Set<String> losing = Stream.of(options)
        .flatMap(option -> switch (option) {
          case Losing fields -> fields.fields().stream();
        })
        .collect(Collectors.toSet());
    return Region.migrate(path, schema, length, losing, _ -> { });
  }

  private static Terms terms(Object[] options) {
    Terms terms = Terms.DEFAULT;
    for (Object option : options) {
      if (option instanceof Permissions permissions) {
        terms = terms.withPermissions(permissions.set());
      } else if (option instanceof Folder folder) {
        terms = terms.withFolder(folder.path());
      } else if (option instanceof LockTimeout timeout) {
        terms = terms.withLockTimeout(Nanos.of(timeout.longest()));
      } else if (option instanceof ParticipantName named) {
        terms = terms.withName(named.name());
      } else if (option == SharedMemory.READ_ONLY) {
        terms = terms.withReadOnly();
      } else if (option == SharedMemory.ANY_OWNER) {
        terms = terms.withAnyOwner();
      } else if (option == SharedMemory.ATOMIC_ARRAY) {
        terms = terms.withAtomic();
      }
    }
    return terms;
  }
}

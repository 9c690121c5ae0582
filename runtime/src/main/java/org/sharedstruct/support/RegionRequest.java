package org.sharedstruct.support;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sharedstruct.SharedMemory;
import org.sharedstruct.SharedMemory.CreateArrayOption;
import org.sharedstruct.SharedMemory.Folder;
import org.sharedstruct.SharedMemory.LockTimeout;
import org.sharedstruct.SharedMemory.Losing;
import org.sharedstruct.SharedMemory.MigrateOption;
import org.sharedstruct.SharedMemory.OpenOption;
import org.sharedstruct.SharedMemory.OpenOrCreateArrayOption;
import org.sharedstruct.SharedMemory.ParticipantName;
import org.sharedstruct.SharedMemory.Permissions;
import org.sharedstruct.SharedMemory.TemporaryArrayOption;
import org.sharedstruct.format.Schema;
import org.sharedstruct.region.Region;
import org.sharedstruct.region.Terms;

/**
 * What a region is to hold; each of its verbs makes or finds one. The static verbs of generated handles
 * consist of it: {@code RegionRequest.struct(SCHEMA).create(path, options)}.
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
   * Creates it.
   *
   * @param path the file, which must not exist
   * @param options as given by the user
   * @return the region
   * @throws IOException if the file cannot be made
   */
  public Attachment create(Path path, CreateArrayOption... options) throws IOException {
    return new Attachment(Region.create(path, schema, length, terms(options), initializer));
  }

  /**
   * Creates it under a name of its own, until its last user has gone.
   *
   * @param options as given by the user
   * @return the region
   * @throws IOException if the file cannot be made
   */
  public Attachment createTemporary(TemporaryArrayOption... options) throws IOException {
    return new Attachment(Region.createTemporary(schema, length, terms(options), initializer));
  }

  /**
   * Attaches to one that is there.
   *
   * @param path the file
   * @param options as given by the user
   * @return the region
   * @throws IOException if it cannot be attached to
   */
  public Attachment open(Path path, OpenOption... options) throws IOException {
    return new Attachment(Region.open(path, schema, length, terms(options)));
  }

  /**
   * Attaches to it, and creates it first if it is not there.
   *
   * @param path the file
   * @param options as given by the user
   * @return the region
   * @throws IOException if it can neither be made nor attached to
   */
  public Attachment openOrCreate(Path path, OpenOrCreateArrayOption... options) throws IOException {
    return new Attachment(Region.openOrCreate(path, schema, length, terms(options), initializer));
  }

  /**
   * Attaches to the one that the parent process passed on.
   *
   * @param name the name it was passed by
   * @param options as given by the user
   * @return the region
   * @throws IOException if it cannot be attached to
   * @throws IllegalStateException if none was passed by that name
   */
  public Attachment inherited(String name, OpenOption... options) throws IOException {
    return open(Inheritance.path(name), options);
  }

  /**
   * Converts one of another version of the struct.
   *
   * @param path the file
   * @param options as given by the user
   * @return whether it was converted; false if it can be opened as it is
   * @throws IOException if it cannot be converted
   */
  public boolean migrate(Path path, MigrateOption... options) throws IOException {
    Set<String> losing = Stream.of(options)
        .flatMap(option -> switch (option) {
          case Losing fields -> fields.fields().stream();
        })
        .collect(Collectors.toSet());
    return Region.migrate(path, schema, length, losing);
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

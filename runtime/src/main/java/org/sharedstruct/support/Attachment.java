package org.sharedstruct.support;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import java.util.function.Consumer;
import org.sharedstruct.SharedMemory.CreateArrayOption;
import org.sharedstruct.SharedMemory.OpenOption;
import org.sharedstruct.SharedMemory.OpenOrCreateArrayOption;
import org.sharedstruct.SharedMemory.Permissions;
import org.sharedstruct.region.Region;
import org.sharedstruct.region.Schema;

/**
 * A region on its way from a path to the handle that will own it: what the static verbs of a generated
 * handle make and its constructor takes.
 */
public final class Attachment {

  private static final Consumer<MemorySegment> ZEROS = payload -> {};

  private final Region region;

  private Attachment(Region region) {
    this.region = region;
  }

  Region region() {
    return region;
  }

  /**
   * Creates a region of one struct, all zeros.
   *
   * @param path the file, which must not exist
   * @param schema the struct's schema text
   * @param options as given by the user
   * @return the region
   * @throws IOException if the file cannot be made
   */
  public static Attachment create(Path path, String schema, CreateArrayOption... options)
      throws IOException {
    return create(path, schema, ZEROS, options);
  }

  /**
   * Creates a region of one struct.
   *
   * @param path the file, which must not exist
   * @param schema the struct's schema text
   * @param initializer fills in the struct before anyone else sees it
   * @param options as given by the user
   * @return the region
   * @throws IOException if the file cannot be made
   */
  public static Attachment create(Path path, String schema, Consumer<MemorySegment> initializer,
      CreateArrayOption... options) throws IOException {
    return new Attachment(Region.create(
        path, Schema.parse(schema), Region.SINGLE, permissions(options), initializer));
  }

  /**
   * Creates a region of many structs, all zeros.
   *
   * @param path the file, which must not exist
   * @param schema the struct's schema text
   * @param length number of elements
   * @param options as given by the user
   * @return the region
   * @throws IOException if the file cannot be made
   * @throws IllegalArgumentException if the length is negative or too large
   */
  public static Attachment createArray(Path path, String schema, long length,
      CreateArrayOption... options) throws IOException {
    return createArray(path, schema, length, ZEROS, options);
  }

  /**
   * Creates a region of many structs.
   *
   * @param path the file, which must not exist
   * @param schema the struct's schema text
   * @param length number of elements
   * @param initializer fills in the elements before anyone else sees them
   * @param options as given by the user
   * @return the region
   * @throws IOException if the file cannot be made
   * @throws IllegalArgumentException if the length is negative or too large
   */
  public static Attachment createArray(Path path, String schema, long length,
      Consumer<MemorySegment> initializer, CreateArrayOption... options) throws IOException {
    return new Attachment(Region.create(
        path, Schema.parse(schema), requireLength(length), permissions(options), initializer));
  }

  /**
   * Attaches to a region of one struct.
   *
   * @param path the file
   * @param schema the struct's schema text
   * @param options as given by the user
   * @return the region
   * @throws IOException if it cannot be attached to
   */
  public static Attachment open(Path path, String schema, OpenOption... options) throws IOException {
    return new Attachment(Region.open(path, Schema.parse(schema), true, readOnly(options)));
  }

  /**
   * Attaches to a region of many structs.
   *
   * @param path the file
   * @param schema the struct's schema text
   * @param options as given by the user
   * @return the region
   * @throws IOException if it cannot be attached to
   */
  public static Attachment openArray(Path path, String schema, OpenOption... options)
      throws IOException {
    return new Attachment(Region.open(path, Schema.parse(schema), false, readOnly(options)));
  }

  /**
   * Attaches to a region of one struct, which is created with zeros if it does not exist.
   *
   * @param path the file
   * @param schema the struct's schema text
   * @param options as given by the user
   * @return the region
   * @throws IOException if it can neither be made nor attached to
   */
  public static Attachment openOrCreate(Path path, String schema, OpenOrCreateArrayOption... options)
      throws IOException {
    return openOrCreate(path, schema, ZEROS, options);
  }

  /**
   * Attaches to a region of one struct, which is created if it does not exist.
   *
   * @param path the file
   * @param schema the struct's schema text
   * @param initializer fills in the struct, if it is created, before anyone else sees it
   * @param options as given by the user
   * @return the region
   * @throws IOException if it can neither be made nor attached to
   */
  public static Attachment openOrCreate(Path path, String schema, Consumer<MemorySegment> initializer,
      OpenOrCreateArrayOption... options) throws IOException {
    return new Attachment(Region.openOrCreate(
        path, Schema.parse(schema), Region.SINGLE, permissions(options), initializer));
  }

  /**
   * Attaches to a region of many structs, which is created with zeros if it does not exist.
   *
   * @param path the file
   * @param schema the struct's schema text
   * @param length number of elements, also of a file that is there
   * @param options as given by the user
   * @return the region
   * @throws IOException if it can neither be made nor attached to
   * @throws IllegalArgumentException if the length is negative or too large
   */
  public static Attachment openOrCreateArray(Path path, String schema, long length,
      OpenOrCreateArrayOption... options) throws IOException {
    return openOrCreateArray(path, schema, length, ZEROS, options);
  }

  /**
   * Attaches to a region of many structs, which is created if it does not exist.
   *
   * @param path the file
   * @param schema the struct's schema text
   * @param length number of elements, also of a file that is there
   * @param initializer fills in the elements, if they are created, before anyone else sees them
   * @param options as given by the user
   * @return the region
   * @throws IOException if it can neither be made nor attached to
   * @throws IllegalArgumentException if the length is negative or too large
   */
  public static Attachment openOrCreateArray(Path path, String schema, long length,
      Consumer<MemorySegment> initializer, OpenOrCreateArrayOption... options) throws IOException {
    return new Attachment(Region.openOrCreate(
        path, Schema.parse(schema), requireLength(length), permissions(options), initializer));
  }

  /**
   * Attaches to a region of one struct that the parent process passed on.
   *
   * @param name the name it was passed by
   * @param schema the struct's schema text
   * @return the region
   * @throws IOException if it cannot be attached to
   * @throws IllegalStateException if no region was passed by that name
   */
  public static Attachment inherited(String name, String schema) throws IOException {
    return open(Inheritance.path(name), schema);
  }

  /**
   * Attaches to a region of many structs that the parent process passed on.
   *
   * @param name the name it was passed by
   * @param schema the struct's schema text
   * @return the region
   * @throws IOException if it cannot be attached to
   * @throws IllegalStateException if no region was passed by that name
   */
  public static Attachment inheritedArray(String name, String schema) throws IOException {
    return openArray(Inheritance.path(name), schema);
  }

  private static long requireLength(long length) {
    if (length < 0) {
      throw new IllegalArgumentException("length " + length + " is negative");
    }
    return length;
  }

  private static boolean readOnly(OpenOption[] options) {
    return options.length > 0;
  }

  private static Set<PosixFilePermission> permissions(Object[] options) {
    Set<PosixFilePermission> permissions = Region.OWNER_ONLY;
    for (Object option : options) {
      if (option instanceof Permissions given) {
        permissions = given.set();
      }
    }
    return permissions;
  }
}

package org.sharedstruct.guard;

/** The file behind a mapping, as {@link Faults} speaks of it: its {@code toString} names struct and path. */
public interface MappedFile {

  /**
   * Says why a page of the mapping could not be reached, though the mapping is there. The operating
   * system tells a process only that it could not; so this looks at the file, as it is now.
   *
   * @return a sentence that begins with the name
   */
  String whyUnreachable();
}

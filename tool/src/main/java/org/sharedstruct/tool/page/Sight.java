package org.sharedstruct.tool.page;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.sharedstruct.Participant;
import org.sharedstruct.SharedLock;
import org.sharedstruct.format.Schema;
import org.sharedstruct.tool.value.Look;

/**
 * What is known of one file at one moment.
 *
 * @param path where it is
 * @param condition how it is
 * @param why a sentence without a subject, if it is damaged or gone; else empty
 * @param form what it holds; empty if that was never known
 * @param version how many commits there were
 * @param rate commits a second, in the last second
 * @param rates the same of the last minute, the oldest first
 * @param participants who uses it, but for this process
 * @param holder who holds the lock
 * @param heldSince since when it is seen held without a commit, in milliseconds from 1970; 0 if it
 *     is free
 * @param attachment the look at it, which may be closed meanwhile; empty if it cannot be read
 */
record Sight(Path path, Condition condition, String why, Optional<Form> form, long version, double rate,
    List<Double> rates, List<Participant> participants, Optional<SharedLock.Holder> holder, long heldSince,
    Optional<Attachment> attachment) {

  /** How a region is. */
  enum Condition {
    /** Living processes are attached. */
    USED,
    /** It can be read, and nobody is attached. */
    IDLE,
    /** It is of no use any more. */
    LEFT,
    /** It cannot be opened. */
    DAMAGED,
    /** It is not there any more. */
    GONE
  }

  /**
   * What a region holds.
   *
   * @param struct the name of the struct
   * @param length how many elements; -1 if it is not an array
   * @param bytes of the file
   */
  record Form(String struct, long length, long bytes) {

    static Form of(Look look) {
      Schema schema = look.region().schema();
      return new Form(schema.name(), look.region().isArray() ? look.region().length() : -1,
          look.region().geometry().fileSize());
    }
  }

  /**
   * A look at a region.
   *
   * @param look at it
   * @param number which no other one of this process has
   */
  record Attachment(Look look, long number) {}

  /** How many use it. */
  long users() {
    return participants.stream().filter(Participant::isAlive).count();
  }
}

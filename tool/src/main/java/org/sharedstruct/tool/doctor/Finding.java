package org.sharedstruct.tool.doctor;

import java.nio.file.Path;

/**
 * Something that is to be said of a region or a folder.
 *
 * @param kind a word for programs
 * @param isWrong false if it is only worth knowing
 * @param what it is
 * @param follows what it leads to
 * @param fix what to do about it
 * @param remedy what {@link Repair} may do about it
 */
public record Finding(String kind, boolean isWrong, String what, String follows, String fix, Remedy remedy) {

  /** What may be done without a program that knows the values. */
  public sealed interface Remedy {

    /**
     * To open the region for writing, as its programs do.
     *
     * @param done what that does, for people
     */
    record Open(String done) implements Remedy {}

    /**
     * To remove a file, if it is still a leftover.
     *
     * @param file the leftover
     */
    record Sweep(Path file) implements Remedy {}

    /** Nothing. */
    record None() implements Remedy {}
  }

  private static final Remedy NONE = new Remedy.None();

  /** What is wrong, and can be repaired by people or programs alone. */
  static Finding wrong(String kind, String what, String follows, String fix) {
    return new Finding(kind, true, what, follows, fix, NONE);
  }

  /** What is worth knowing. */
  static Finding note(String kind, String what, String follows, String fix) {
    return new Finding(kind, false, what, follows, fix, NONE);
  }

  /** The same with a remedy. */
  Finding with(Remedy other) {
    return new Finding(kind, isWrong, what, follows, fix, other);
  }

  /**
   * Whether another finding is about the same fault, although it may have become smaller.
   *
   * @param other of the same region or folder
   * @return whether it is
   */
  public boolean isAbout(Finding other) {
    return kind.equals(other.kind) && remedy.equals(other.remedy);
  }

  /**
   * Whether anything may be done about it here.
   *
   * @return whether it has a remedy
   */
  public boolean isRepairable() {
    return !(remedy instanceof Remedy.None);
  }
}

package org.sharedstruct.examples.pursuit;

/** What keeps the show from going on: a reason in words, for people, and an exit status, for scripts. */
final class Mishap extends Exception {

  /** Exit status for arguments that make no sense. */
  static final int USAGE = 2;

  /** Exit status when a process read a mixture of two commits. */
  static final int TORN_READ = 3;

  /** Exit status when a process failed, was killed or hangs. */
  static final int LOST_PROCESS = 4;

  private static final long serialVersionUID = 1L;

  private final int status;

  private Mishap(int status, String reason) {
    super(reason);
    this.status = status;
  }

  static Mishap usage(String usage) {
    return new Mishap(USAGE, "usage: " + usage);
  }

  static Mishap tornRead(String process, Statistics seen) {
    return new Mishap(TORN_READ, "torn read: %d of %d snapshots of the %s are off the course"
        .formatted(seen.torn(), seen.snapshots(), process));
  }

  static Mishap lostProcess(String process, String reason) {
    return new Mishap(LOST_PROCESS, "lost the %s: %s".formatted(process, reason));
  }

  /** What the launcher exits with. */
  int status() {
    return status;
  }
}

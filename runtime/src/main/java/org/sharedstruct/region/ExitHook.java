package org.sharedstruct.region;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The memberships in temporary regions, which are left when the JVM exits. The JVM has a shutdown hook of
 * this class only while there are any: a hook keeps this class from being unloaded, and all classes of its
 * class loader with it.
 */
final class ExitHook {

  private static final Set<Membership> TEMPORARY = new HashSet<>();

  /** Registered with the JVM; null: none. */
  private static Thread hook;

  private ExitHook() {}

  /** Lets a membership be left at the exit of the JVM. */
  static synchronized void add(Membership membership) {
    TEMPORARY.add(membership);
    if (hook != null) {
      return;
    }
    Thread thread = new Thread(ExitHook::run, "sharedstruct-exit");
    try {
      Runtime.getRuntime().addShutdownHook(thread);
      hook = thread;
    } catch (IllegalStateException exiting) {
      // too late: unless it is closed, it is removed by the next process that makes a temporary region
    }
  }

  /** Forgets a membership that has ended. */
  static synchronized void remove(Membership membership) {
    TEMPORARY.remove(membership);
    if (hook == null || !TEMPORARY.isEmpty()) {
      return;
    }
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException exiting) {
      // the hook runs or has run, and the JVM ends
    }
    hook = null;
  }

  private static void run() {
    memberships().forEach(Membership::leaveAtExit);
  }

  private static synchronized List<Membership> memberships() {
    return List.copyOf(TEMPORARY);
  }
}

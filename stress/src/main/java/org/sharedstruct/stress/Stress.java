package org.sharedstruct.stress;

import org.openjdk.jcstress.Main;

/**
 * Runs jcstress with strides that {@link Regions} has regions for. It fails when it has seen an outcome that
 * is forbidden.
 */
public final class Stress {

  private Stress() {}

  /** Arguments: a mode of jcstress, and a regular expression for the names of the tests. */
  public static void main(String[] arguments) throws Exception {
    endChildrenAtExit();
    Main.main(new String[] {
        "-m", arguments[0],
        "-t", arguments[1],
        "-strideSize", String.valueOf(Regions.STRIDE),
        "-strideCount", String.valueOf(Regions.STRIDES),
        "-r", "jcstress",
    });
  }

  /** A child in which a lock is never given back would outlive a parent that the build has stopped. */
  private static void endChildrenAtExit() {
    Runtime.getRuntime().addShutdownHook(
        new Thread(() -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly)));
  }
}

package org.sharedstruct.tool.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** How far long work is, on the standard error output if that is a terminal; else nothing. */
public final class Progress implements AutoCloseable {

  private static final int OUT = 1;
  private static final int ERR = 2;
  private static final int MILLIS = 200;

  /**
   * That of a terminal, as far as one may assume. To ask for it would take JLine, and its native
   * code.
   */
  private static final int WIDTH = 80;

  /** None if nothing is shown. */
  private final ProgressBar bar;

  private Progress(ProgressBar bar) {
    this.bar = bar;
  }

  /**
   * Begins.
   *
   * @param task what is done
   * @param total how many steps there will be
   * @param printsResult whether the result goes to the standard output, which must not be the same
   *     terminal then
   * @return the progress
   */
  public static Progress of(String task, long total, boolean printsResult) {
    if (!isTerminal(ERR) || printsResult && isTerminal(OUT)) {
      return new Progress(null);
    }
    return new Progress(new ProgressBarBuilder().setTaskName(task).setInitialMax(total)
        .setUpdateIntervalMillis(MILLIS).setStyle(ProgressBarStyle.ASCII)
        .setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH)).build());
  }

  /** The console of Java tells only of all three together. */
  private static boolean isTerminal(int descriptor) {
    try {
      String file = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return file.startsWith("/dev/pts/") || file.startsWith("/dev/tty") || file.equals("/dev/console");
    } catch (IOException notToBeTold) {
      return false;
    }
  }

  /**
   * Goes on.
   *
   * @param done how many steps are done
   */
  public void to(long done) {
    if (bar != null) {
      bar.stepTo(done);
    }
  }

  /** Ends the line. */
  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}

package org.sharedstruct.tool.output;

import java.io.BufferedWriter;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.FileDescriptor;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The standard output, in UTF-8 whatever the machine's language is: other programs read it. What cannot be written is
 * told apart from what cannot be read.
 */
public final class Output extends Writer {

  /** The output could not be written. */
  public static final class FailedException extends IOException {

    private static final long serialVersionUID = 1;

    private FailedException(IOException cause) {
      super("the output cannot be written: " + cause.getMessage(), cause);
    }

    /**
     * Whether the one who read it has read enough, as {@code head} does.
     *
     * @return false if something is wrong
     */
    public boolean isEndOfReader() {
      return String.valueOf(getCause().getMessage()).toLowerCase(Locale.ROOT).contains("broken pipe");
    }
  }

  private final Writer writer =
      new BufferedWriter(new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8));

  /** Of this process. */
  public Output() {}

  @Override
  public void write(char[] characters, int from, int count) throws FailedException {
    try {
      writer.write(characters, from, count);
    } catch (IOException e) {
      throw new FailedException(e);
    }
  }

  @Override
  public void flush() throws FailedException {
    try {
      writer.flush();
    } catch (IOException e) {
      throw new FailedException(e);
    }
  }

  /** Flushes; the standard output stays open. */
  @Override
  public void close() throws FailedException {
    flush();
  }
}

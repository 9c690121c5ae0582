package org.sharedstruct.tool.output;

import java.io.BufferedWriter;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a command writes to: the standard output, or a new file. An interrupt closes neither. */
public final class Target extends Writer {

  private final Path file;
  private final Writer writer;
  private boolean isKept;

  private Target(Path file, Writer writer) {
    this.file = file;
    this.writer = writer;
  }

  /**
   * Opens it.
   *
   * @param file a new file; null: the standard output
   * @return where to write to
   * @throws FileAlreadyExistsException if there is a file of that name: it could be the region
   *     itself
   * @throws IOException if the file cannot be made
   */
  public static Target of(Path file) throws IOException {
    if (file == null) {
      return new Target(null, new Output());
    }
    Files.createFile(file);
    return new Target(file, new BufferedWriter(
        new OutputStreamWriter(new FileOutputStream(file.toFile()), StandardCharsets.UTF_8)));
  }

  /** Whether it is the standard output. */
  boolean isOutput() {
    return file == null;
  }

  /** Lets a new file stay. Otherwise {@link #close} removes it, as it is not whole. */
  public void keep() {
    isKept = true;
  }

  @Override
  public void write(char[] characters, int from, int count) throws IOException {
    try {
      writer.write(characters, from, count);
    } catch (IOException e) {
      throw explained(e);
    }
  }

  @Override
  public void flush() throws IOException {
    try {
      writer.flush();
    } catch (IOException e) {
      throw explained(e);
    }
  }

  private IOException explained(IOException failure) {
    return file == null ? failure
        : new FileSystemException(file.toString(), null, "cannot be written: " + failure.getMessage());
  }

  @Override
  public void close() throws IOException {
    try {
      writer.close();
    } catch (IOException e) {
      isKept = false;
      throw explained(e);
    } finally {
      if (file != null && !isKept) {
        Files.deleteIfExists(file);
      }
    }
  }
}

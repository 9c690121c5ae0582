package org.sharedstruct.tool.transfer;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.function.LongConsumer;

/** The values of a region in a file, which is read once. */
public sealed interface Dump extends Closeable permits JsonDump, CsvDump {

  /**
   * What the region is to be.
   *
   * @return its form and length
   */
  Heading heading();

  /**
   * Reads the values, to the end of the file.
   *
   * @param payload gets them; zeros before
   * @param done is told how many elements there are so far
   * @throws WrongFileException if one is missing, or is not of its field
   * @throws IOException if the file cannot be read
   */
  void fill(MemorySegment payload, LongConsumer done) throws IOException;
}

package org.sharedstruct.tool;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.sharedstruct.format.Format;
import org.sharedstruct.format.SchemaText;

/** A region as somebody makes it who wants to command terminals. */
final class Hostile {

  /** The name of a field: to terminals the end of all colours. */
  static final String NAME = "\u001b[m";

  private Hostile() {}

  /** A {@code Pair} whose first field has another name of three bytes. */
  static Path pair(Path path, String name) throws Exception {
    SharedPair.create(path, new PairRecord(1, 2)).close();
    String text = "struct Pair size 16 align 8\n0 8 long one\n8 8 long other\n";
    byte[] schema = text.replace(" one\n", " " + name + "\n").getBytes(StandardCharsets.UTF_8);
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        Arena arena = Arena.ofConfined()) {
      MemorySegment file = channel.map(FileChannel.MapMode.READ_WRITE, 0, Files.size(path), arena);
      MemorySegment.copy(schema, 0, file, ValueLayout.JAVA_BYTE,
          file.get(ValueLayout.JAVA_LONG, Format.SCHEMA_OFFSET), schema.length);
      file.set(ValueLayout.JAVA_LONG, Format.SCHEMA, SchemaText.word(new String(schema, StandardCharsets.UTF_8)));
    }
    return path;
  }
}

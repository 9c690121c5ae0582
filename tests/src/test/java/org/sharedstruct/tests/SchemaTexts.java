package org.sharedstruct.tests;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.sharedstruct.format.Format;
import org.sharedstruct.format.SchemaText;
import org.sharedstruct.tests.child.RegionWords;

/** Schema texts of files, as somebody else may write them. */
final class SchemaTexts {

  private SchemaTexts() {}

  /** Gives a file another text, with its length and sum. */
  static void replace(Path path, String text) throws IOException {
    write(path, RegionWords.getLong(path, Format.SCHEMA_OFFSET), ByteBuffer.wrap(SchemaText.bytes(text)));
    write(path, Format.SCHEMA, ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder())
        .putLong(0, SchemaText.word(text)));
  }

  /** Makes the text one that does not have its sum. */
  static void damage(Path path) throws IOException {
    write(path, RegionWords.getLong(path, Format.SCHEMA_OFFSET), ByteBuffer.wrap(new byte[] {'S'}));
  }

  private static void write(Path path, long at, ByteBuffer bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      channel.write(bytes, at);
    }
  }
}

package org.sharedstruct.kernel;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;

/**
 * A path as the operating system has it. The bytes of a name that was found in a folder need not be text in
 * the encoding of this process ({@code LANG=C} has ASCII alone); {@link Path} keeps them, but shows them
 * in its URI only, where each that is not a plain letter is {@code %} and two hexadecimal digits.
 */
public final class PathBytes {

  private static final int HEXADECIMAL = 16;
  private static final int ESCAPED = 3;

  private PathBytes() {}

  /** How many bytes the last name of a path has. */
  public static int ofName(Path path) {
    byte[] bytes = of(path);
    int end = bytes[bytes.length - 1] == '/' ? bytes.length - 1 : bytes.length;
    int start = end;
    while (start > 0 && bytes[start - 1] != '/') {
      start--;
    }
    return end - start;
  }

  /** The absolute path, ended by a slash if it is that of a folder. */
  static byte[] of(Path path) {
    String text = path.toUri().getRawPath();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int at = 0; at < text.length();) {
      if (text.charAt(at) == '%') {
        bytes.write(Integer.parseInt(text, at + 1, at + ESCAPED, HEXADECIMAL));
        at += ESCAPED;
      } else {
        bytes.write(text.charAt(at));
        at++;
      }
    }
    return bytes.toByteArray();
  }
}

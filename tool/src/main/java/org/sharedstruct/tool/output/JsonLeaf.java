package org.sharedstruct.tool.output;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.sharedstruct.tool.value.Value;

/** A value without parts in JSON. */
public final class JsonLeaf {

  private JsonLeaf() {}

  /**
   * Writes one: a number, a boolean or a text. Numbers that JSON does not have, such as {@code
   * NaN}, are texts; a value that its type does not have is null.
   *
   * @param leaf the value
   * @param json where to
   * @throws IOException if it cannot be written
   */
  public static void write(Value.Leaf leaf, JsonGenerator json) throws IOException {
    switch (leaf.content()) {
      case Long number -> json.writeNumber(number);
      case Float number -> json.writeNumber(number);
      case Double number -> json.writeNumber(number);
      case Boolean flag -> json.writeBoolean(flag);
      case Character unit when Character.isSurrogate(unit) -> // UTF-8 has no half of a pair
          json.writeRawValue('"' + Cells.plain(leaf) + '"');
      case Value.Invalid _ -> json.writeNull();
      default -> json.writeString(leaf.content().toString());
    }
  }
}

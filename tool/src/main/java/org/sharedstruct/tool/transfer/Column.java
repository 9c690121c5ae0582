package org.sharedstruct.tool.transfer;

import java.util.ArrayList;
import java.util.List;
import org.sharedstruct.tool.value.Type;

/**
 * A value without parts in a struct, as a sheet has a column for it.
 *
 * @param name its path in the struct
 * @param offset where it begins in the struct
 * @param type of the value
 */
record Column(String name, long offset, Type.Scalar type) {

  /** Those of a struct, in declaration order. */
  static List<Column> of(Type.Struct struct) {
    List<Column> columns = new ArrayList<>();
    collect("", 0, struct, columns);
    return columns;
  }

  private static void collect(String path, long at, Type type, List<Column> columns) {
    switch (type) {
      case Type.Scalar scalar -> columns.add(new Column(path, at, scalar));
      case Type.Struct struct -> struct.fields().forEach((name, field) ->
          collect(path.isEmpty() ? name : path + "." + name, at + field.offset(), field.type(), columns));
      case Type.Array array -> {
        for (long i = 0; i < array.count(); i++) {
          collect(path + "[" + i + "]", at + i * array.stride(), array.element(), columns);
        }
      }
    }
  }
}

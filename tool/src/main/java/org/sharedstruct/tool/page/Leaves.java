package org.sharedstruct.tool.page;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sharedstruct.tool.value.Type;
import org.sharedstruct.tool.value.Value;

/**
 * The values without parts in a struct, one behind the other, as far as a page has room for them.
 */
final class Leaves {

  /**
   * One of them.
   *
   * @param name its path in the struct
   * @param offset bytes from the struct's first
   * @param type what it is
   */
  record Leaf(String name, long offset, Type.Scalar type) {

    Value.Leaf read(MemorySegment bytes, long base) {
      return (Value.Leaf) type.read(bytes, base + offset);
    }
  }

  private final List<Leaf> leaves = new ArrayList<>();
  private final int most;
  private boolean isCut;

  private Leaves(int most) {
    this.most = most;
  }

  /**
   * The first ones of a struct.
   *
   * @param struct what is read
   * @param most how many there may be
   */
  static Leaves of(Type.Struct struct, int most) {
    Leaves leaves = new Leaves(most);
    leaves.add("", 0, struct);
    return leaves;
  }

  private void add(String name, long offset, Type type) {
    if (leaves.size() == most) {
      isCut = true;
      return;
    }
    switch (type) {
      case Type.Scalar scalar -> leaves.add(new Leaf(name, offset, scalar));
      case Type.Struct struct -> {
        for (Map.Entry<String, Type.Field> field : struct.fields().entrySet()) {
          add(name.isEmpty() ? field.getKey() : name + "." + field.getKey(), offset + field.getValue().offset(),
              field.getValue().type());
        }
      }
      case Type.Array array -> {
        for (long i = 0; i < array.count() && !isCut; i++) {
          add(name + "[" + i + "]", offset + i * array.stride(), array.element());
        }
      }
    }
  }

  /** In the order of the struct. */
  List<Leaf> all() {
    return leaves;
  }

  /** Whether the struct has more. */
  boolean isCut() {
    return isCut;
  }
}

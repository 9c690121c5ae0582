package org.sharedstruct.tests.child;

import java.io.IOException;
import java.nio.file.Path;
import org.sharedstruct.tests.Eight;
import org.sharedstruct.tests.GuardedEight;
import org.sharedstruct.tests.RawEight;
import org.sharedstruct.tests.SharedEight;

/** The four views through which a number of structs is written and read, field by field. */
public enum Place {

  /** Raw, each struct in a region of its own. */
  RAW(false) {
    @Override
    void write(Path path, int index, Eight value) throws IOException {
      try (SharedEight shared = SharedEight.open(single(path, index))) {
        RawEight raw = shared.raw();
        raw.flag(value.flag()).tiny(value.tiny()).small(value.small()).letter(value.letter())
            .medium(value.medium()).large(value.large()).ratio(value.ratio()).exact(value.exact());
      }
    }

    @Override
    String read(Path path, int index) throws IOException {
      try (SharedEight shared = SharedEight.open(single(path, index))) {
        return Values.bits(shared.raw());
      }
    }
  },

  /** Guarded, each struct in a region of its own. */
  GUARDED(false) {
    @Override
    void write(Path path, int index, Eight value) throws IOException {
      try (SharedEight shared = SharedEight.open(single(path, index))) {
        GuardedEight guarded = shared.guarded();
        guarded.flag(value.flag());
        guarded.tiny(value.tiny());
        guarded.small(value.small());
        guarded.letter(value.letter());
        guarded.medium(value.medium());
        guarded.large(value.large());
        guarded.ratio(value.ratio());
        guarded.exact(value.exact());
      }
    }

    @Override
    String read(Path path, int index) throws IOException {
      try (SharedEight shared = SharedEight.open(single(path, index))) {
        return Values.bits(shared.guarded());
      }
    }
  },

  /** Raw, all structs in one array. */
  RAW_ARRAY(true) {
    @Override
    void write(Path path, int index, Eight value) throws IOException {
      try (SharedEight.Array shared = SharedEight.Array.open(path)) {
        RawEight.Array raw = shared.raw();
        raw.flag(index, value.flag()).tiny(index, value.tiny()).small(index, value.small())
            .letter(index, value.letter()).medium(index, value.medium()).large(index, value.large())
            .ratio(index, value.ratio()).exact(index, value.exact());
      }
    }

    @Override
    String read(Path path, int index) throws IOException {
      try (SharedEight.Array shared = SharedEight.Array.open(path)) {
        RawEight.Array raw = shared.raw();
        return Values.bits(raw.flag(index), raw.tiny(index), raw.small(index), raw.letter(index),
            raw.medium(index), raw.large(index), raw.ratio(index), raw.exact(index));
      }
    }
  },

  /** Guarded, all structs in one array. */
  GUARDED_ARRAY(true) {
    @Override
    void write(Path path, int index, Eight value) throws IOException {
      try (SharedEight.Array shared = SharedEight.Array.open(path)) {
        GuardedEight.Array guarded = shared.guarded();
        guarded.flag(index, value.flag());
        guarded.tiny(index, value.tiny());
        guarded.small(index, value.small());
        guarded.letter(index, value.letter());
        guarded.medium(index, value.medium());
        guarded.large(index, value.large());
        guarded.ratio(index, value.ratio());
        guarded.exact(index, value.exact());
      }
    }

    @Override
    String read(Path path, int index) throws IOException {
      try (SharedEight.Array shared = SharedEight.Array.open(path)) {
        GuardedEight.Array guarded = shared.guarded();
        return Values.bits(guarded.flag(index), guarded.tiny(index), guarded.small(index),
            guarded.letter(index), guarded.medium(index), guarded.large(index), guarded.ratio(index),
            guarded.exact(index));
      }
    }
  };

  private final boolean array;

  Place(boolean array) {
    this.array = array;
  }

  /** Makes the files, all zeros, for a number of structs. */
  public void create(Path path, int length) throws IOException {
    if (array) {
      SharedEight.Array.create(path, length).close();
    } else {
      for (int index = 0; index < length; index++) {
        SharedEight.create(single(path, index)).close();
      }
    }
  }

  /** Whether what is written here can be read there. */
  public boolean sharesFilesWith(Place other) {
    return array == other.array;
  }

  abstract void write(Path path, int index, Eight value) throws IOException;

  abstract String read(Path path, int index) throws IOException;

  private static Path single(Path path, int index) {
    return path.resolveSibling(path.getFileName() + "-" + index);
  }
}

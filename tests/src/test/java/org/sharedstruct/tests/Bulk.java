package org.sharedstruct.tests;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;

/** The ways to write all elements of a guarded array in one call, and what each refuses. */
enum Bulk {

  /** A field of two bytes. */
  UNSIGNED {
    @Override
    void write(GuardedDevice.Array array, int n) {
      int[] ports = new int[size(array)];
      Arrays.fill(ports, n);
      array.copyPortFrom(ports);
    }

    @Override
    void writeTo(RawDevice raw, int n) {
      raw.port(n);
    }

    @Override
    void writeRefused(GuardedDevice.Array array) {
      int[] ports = new int[size(array)];
      ports[ports.length / 2] = 1 << 16;
      array.copyPortFrom(ports);
    }
  },

  /** A word that is an object on the heap. */
  ENUM {
    @Override
    void write(GuardedDevice.Array array, int n) {
      array.copyColorFrom(all(array, new Color[0], color(n)));
    }

    @Override
    void writeTo(RawDevice raw, int n) {
      raw.color(color(n));
    }

    @Override
    void writeRefused(GuardedDevice.Array array) {
      array.copyColorFrom(refused(array, new Color[0], Color.BLUE, null));
    }

    private static Color color(int n) {
      return Color.values()[n % Color.values().length];
    }
  },

  /** Eight bytes of text. */
  TEXT {
    @Override
    void write(GuardedDevice.Array array, int n) {
      array.copyNameFrom(all(array, new String[0], "name " + n));
    }

    @Override
    void writeTo(RawDevice raw, int n) {
      raw.name("name " + n);
    }

    @Override
    void writeRefused(GuardedDevice.Array array) {
      array.copyNameFrom(refused(array, new String[0], "short", "too long for it"));
    }
  },

  /** A struct within. */
  STRUCT {
    @Override
    void write(GuardedDevice.Array array, int n) {
      array.copyPositionFrom(all(array, new PointRecord[0], new PointRecord(n, -n)));
    }

    @Override
    void writeTo(RawDevice raw, int n) {
      raw.position(new PointRecord(n, -n));
    }

    @Override
    void writeRefused(GuardedDevice.Array array) {
      array.copyPositionFrom(refused(array, new PointRecord[0], new PointRecord(9, 9), null));
    }
  },

  /** Two words. */
  TWO_WORDS {
    @Override
    void write(GuardedDevice.Array array, int n) {
      array.copyIdFrom(all(array, new UUID[0], new UUID(n, n)));
    }

    @Override
    void writeTo(RawDevice raw, int n) {
      raw.id(new UUID(n, n));
    }

    @Override
    void writeRefused(GuardedDevice.Array array) {
      array.copyIdFrom(refused(array, new UUID[0], new UUID(9, 9), null));
    }
  },

  /** A list of records. */
  SET_ALL {
    @Override
    void write(GuardedDevice.Array array, int n) {
      array.setAll(Collections.nCopies(size(array), record(n)));
    }

    @Override
    void writeTo(RawDevice raw, int n) {
      raw.set(record(n));
    }

    @Override
    void writeRefused(GuardedDevice.Array array) {
      array.setAll(Arrays.asList(refused(array, new DeviceRecord[0], record(9), null)));
    }
  },

  /** A list of records, of which one says what no element can hold. */
  SET_ALL_CHECKED {
    @Override
    void write(GuardedDevice.Array array, int n) {
      SET_ALL.write(array, n);
    }

    @Override
    void writeTo(RawDevice raw, int n) {
      SET_ALL.writeTo(raw, n);
    }

    @Override
    void writeRefused(GuardedDevice.Array array) {
      array.setAll(refused(array, new DeviceRecord[0], record(9), impossible()));
    }
  },

  /** The same record everywhere. */
  FILL {
    @Override
    void write(GuardedDevice.Array array, int n) {
      array.fill(record(n));
    }

    @Override
    void writeTo(RawDevice raw, int n) {
      raw.set(record(n));
    }

    @Override
    void writeRefused(GuardedDevice.Array array) {
      array.fill(impossible());
    }
  };

  /** Writes a value to all elements. */
  abstract void write(GuardedDevice.Array array, int n);

  /** Writes the same to one element, by other means. */
  abstract void writeTo(RawDevice raw, int n);

  /** Writes values, of which one in the middle is refused. */
  abstract void writeRefused(GuardedDevice.Array array);

  /** What an element is after it was written. */
  DeviceRecord after(DeviceRecord before, int n) {
    RawDevice raw = RawDevice.allocate().set(before);
    writeTo(raw, n);
    return raw.toRecord();
  }

  /** A record in which every kind of field has something of the number. */
  static DeviceRecord record(int n) {
    RawDevice raw = RawDevice.allocate().port(n).name("all " + n).id(new UUID(n, -n)).count(n);
    return raw.position(new PointRecord(n, 2 * n)).toRecord();
  }

  /** A record that no element can hold. */
  private static DeviceRecord impossible() {
    DeviceRecord good = record(9);
    return new DeviceRecord(good.port(), good.color(), "too long for it", good.sample(), good.data(),
        good.level(), good.position(), good.corner(), good.history(), good.id(), good.created(),
        good.timeout(), good.count());
  }

  private static int size(GuardedDevice.Array array) {
    return Math.toIntExact(array.length());
  }

  private static <T> T[] all(GuardedDevice.Array array, T[] type, T value) {
    return Collections.nCopies(size(array), value).toArray(type);
  }

  private static <T> T[] refused(GuardedDevice.Array array, T[] type, T good, T bad) {
    T[] values = all(array, type, good);
    values[values.length / 2] = bad;
    return values;
  }
}

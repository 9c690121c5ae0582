package org.sharedstruct.benchmarks.inside;

import net.openhft.chronicle.bytes.Byteable;
import net.openhft.chronicle.bytes.BytesStore;
import net.openhft.chronicle.values.Values;

/** Makes what Chronicle-Values calls a native reference, over memory off the heap. */
final class Flyweights {

  private Flyweights() {}

  static <T> T of(Class<T> type) {
    T flyweight = Values.newNativeReference(type);
    Byteable place = (Byteable) flyweight;
    place.bytesStore(BytesStore.nativeStoreWithFixedCapacity(place.maxSize()), 0, place.maxSize());
    return flyweight;
  }
}

package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sharedstruct.tests.child.AddsAtomically;
import org.sharedstruct.tests.child.SwapsDevices;

/** Fields of several words are never seen half written, and atomic ones lose nothing. */
class FieldsBetweenProcessesTest {

  private static final int READS = 100_000;
  private static final int TIMES = 20_000;

  @TempDir Path folder;

  @Test
  void aGuardedGetterSeesAFieldOfSeveralWordsWhole() throws Exception {
    Path path = folder.resolve("device");
    try (SharedDevice shared = SharedDevice.create(path)) {
      GuardedDevice device = shared.guarded();
      List<Function<Device, Object>> getters = List.of(Device::name, Device::data,
          d -> ((GuardedDevice) d).sample(), d -> ((GuardedDevice) d).corner(), d -> ((GuardedDevice) d).history(),
          Device::position, Device::id, Device::created, Device::timeout);
      SwapsDevices.store(device, 0);
      List<Object> ones = getters.stream().map(getter -> getter.apply(device)).toList();
      SwapsDevices.store(device, 1);
      List<Object> others = getters.stream().map(getter -> getter.apply(device)).toList();
      try (ChildJvm writer = ChildJvm.start(SwapsDevices.class, path)) {
        writer.awaitLine("ready");
        for (int read = 0; read < READS; read++) {
          int field = read % getters.size();
          Object seen = getters.get(field).apply(device);
          if (!isOneOf(seen, ones.get(field), others.get(field))) {
            assertThat(seen).as("field %d", field).isIn(ones.get(field), others.get(field));
          }
        }
        writer.finish();
      }
    }
  }

  private static boolean isOneOf(Object seen, Object one, Object other) {
    return Stream.of(one, other).anyMatch(value ->
        Objects.deepEquals(seen, value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"raw getAndAdd", "raw compareAndSet", "guarded getAndAdd", "guarded compareAndSet"})
  void twoProcessesThatAddAtomicallyLoseNothing(String how) throws Exception {
    Path path = folder.resolve("device");
    try (SharedDevice shared = SharedDevice.create(path);
        ChildJvm first = ChildJvm.start(AddsAtomically.class, path, how, TIMES);
        ChildJvm second = ChildJvm.start(AddsAtomically.class, path, how, TIMES)) {
      first.awaitLine("ready");
      second.awaitLine("ready");
      long before = shared.guarded().version();
      first.goOn();
      second.goOn();
      first.finish();
      second.finish();
      assertThat(shared.raw().count()).isEqualTo(2 * TIMES);
      if (how.startsWith("guarded")) {
        assertThat(shared.guarded().version() - before).as("commits").isEqualTo(2 * TIMES);
      }
    }
  }
}

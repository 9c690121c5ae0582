package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sharedstruct.InvalidValueException;
import org.sharedstruct.SharedMemory;
import org.sharedstruct.support.EnumCodec;
import org.sharedstruct.tests.child.SwapsDevices;

/** What fields refuse, with which words, and that nothing is written then; what stored bytes mean. */
class FieldValuesTest {

  @TempDir Path folder;

  private SharedDevice shared;
  private RawDevice raw;
  private GuardedDevice guarded;

  @BeforeEach
  void create() throws IOException {
    shared = SharedDevice.create(folder.resolve("device"));
    raw = shared.raw();
    guarded = shared.guarded();
  }

  @AfterEach
  void close() {
    shared.close();
  }

  private void assertRefused(String message, ThrowingCallable... writes) {
    DeviceRecord before = raw.toRecord();
    for (ThrowingCallable write : writes) {
      assertThatIllegalArgumentException().isThrownBy(write).withMessage(message);
      assertThat(raw.toRecord()).isEqualTo(before);
    }
  }

  private long at(String field) {
    return RawDevice.LAYOUT.byteOffset(PathElement.groupElement(field));
  }

  private MemorySegment memory() {
    return raw.segment();
  }

  @Test
  void anUnsignedFieldTakesNoValueBeyondItsBits() {
    assertRefused("port=65536 is not from 0 to 65535, the values of 16 bits without a sign",
        () -> raw.port(65_536), () -> guarded.port(65_536));
    assertRefused("port=-1 is not from 0 to 65535, the values of 16 bits without a sign",
        () -> raw.port(-1), () -> guarded.port(-1));
    assertRefused("level=256 is not from 0 to 255, the values of 8 bits without a sign",
        () -> raw.level(1, 256), () -> guarded.level(1, 256));
    assertRefused("level[2]=-5 is not from 0 to 255, the values of 8 bits without a sign",
        () -> raw.level(new int[] {1, 2, -5}), () -> guarded.level(new int[] {1, 2, -5}));
  }

  @Test
  void aColumnOfUnsignedValuesIsCheckedAsAWhole() throws IOException {
    try (SharedDevice.Array devices = SharedDevice.Array.create(folder.resolve("devices"), 3)) {
      for (ThrowingCallable write : List.<ThrowingCallable>of(
          () -> devices.raw().copyPortFrom(new int[] {1, 70_000, 2}),
          () -> devices.guarded().copyPortFrom(new int[] {1, 70_000, 2}))) {
        assertThatIllegalArgumentException().isThrownBy(write)
            .withMessage("port[1]=70000 is not from 0 to 65535, the values of 16 bits without a sign");
        assertThat(devices.guarded().snapshot()).extracting(DeviceRecord::port).containsOnly(0);
      }
    }
  }

  @Test
  void aTextThatDoesNotFitIsRefusedAndNeverCut() {
    raw.name("before");
    assertRefused("name has room for 8 bytes, and 'much too long' needs 13",
        () -> raw.name("much too long"), () -> guarded.name("much too long"));
    assertRefused("name has room for 8 bytes, and '\u20ac\u20ac\u20ac' needs 9",
        () -> raw.name("\u20ac\u20ac\u20ac"), () -> guarded.name("\u20ac\u20ac\u20ac"));
    assertRefused("name has room for 8 bytes, and '" + "x".repeat(40) + "...' needs 1000000",
        () -> raw.name("x".repeat(1_000_000)));
    guarded.name("exactly8");
    assertThat(raw.name()).isEqualTo("exactly8");
  }

  @Test
  void aTextThatWouldNotComeBackIsRefused() {
    assertRefused("name has the character NUL at index 1, where a reader would take it to end",
        () -> raw.name("a\0b"), () -> guarded.name("a\0b"));
    assertRefused("name has half a surrogate pair, which is no character",
        () -> raw.name("\ud83d"), () -> guarded.name("\ud83d"));
  }

  @Test
  void aShorterTextLeavesNothingOfALongerOne() {
    raw.name("longtext");
    raw.name("ab");
    assertThat(raw.nameBytes()).containsExactly('a', 'b', 0, 0, 0, 0, 0, 0);
    guarded.name("longtext");
    guarded.name("");
    assertThat(guarded.nameBytes()).containsOnly(0);
  }

  @Test
  void aTextEndsAtTheFirstNulAndItsBytesDoNot() {
    MemorySegment.copy("ab\0cdefg".getBytes(StandardCharsets.UTF_8), 0, memory(), ValueLayout.JAVA_BYTE, at("name"), 8);
    assertThat(raw.name()).isEqualTo(guarded.name()).isEqualTo("ab");
    assertThat(new String(guarded.nameBytes(), StandardCharsets.UTF_8)).isEqualTo("ab\0cdefg");
  }

  @Test
  void malformedBytesReadAsReplacementCharacters() {
    memory().set(ValueLayout.JAVA_BYTE, at("name"), (byte) 'x');
    memory().set(ValueLayout.JAVA_BYTE, at("name") + 1, (byte) 0xff);
    assertThat(raw.name()).isEqualTo(guarded.name()).isEqualTo(guarded.snapshot().name()).isEqualTo("x\ufffd");
  }

  @Test
  void aNumberThatIsNoConstantIsATypedException() {
    memory().set(ValueLayout.JAVA_INT, at("color"), 7);
    String message = "color=7 is none of the 3 constants of Color, from 0 (RED) to 2 (BLUE)";
    assertInvalid(message, raw::color, guarded::color, raw::toRecord, guarded::snapshot,
        () -> guarded.update(device -> device.color()));
    memory().set(ValueLayout.JAVA_INT, at("color"), -1);
    assertInvalid(message.replace("=7", "=-1"), raw::color, guarded::color);
    guarded.color(Color.BLUE);
    assertThat(guarded.snapshot().color()).isEqualTo(Color.BLUE);
  }

  @Test
  void timesThatNoInstantOrDurationHasAreTypedExceptions() {
    memory().set(ValueLayout.JAVA_LONG, at("created") + 8, 1_000_000_000L);
    assertInvalid("created=0 s and 1000000000 ns: nanoseconds are from 0 to 999999999",
        raw::created, guarded::created, guarded::snapshot);
    memory().set(ValueLayout.JAVA_LONG, at("created") + 8, 0L);
    memory().set(ValueLayout.JAVA_LONG, at("created"), Long.MAX_VALUE);
    assertInvalid("created=9223372036854775807 s is not between " + Instant.MIN + " and " + Instant.MAX,
        raw::created, guarded::created, guarded::snapshot);
    guarded.created(Instant.EPOCH);
    memory().set(ValueLayout.JAVA_LONG, at("timeout") + 8, -1L);
    assertInvalid("timeout=0 s and -1 ns: nanoseconds are from 0 to 999999999",
        raw::timeout, guarded::timeout, guarded::snapshot);
  }

  private static void assertInvalid(String message, ThrowingCallable... reads) {
    for (ThrowingCallable read : reads) {
      assertThatThrownBy(read).isInstanceOf(InvalidValueException.class).hasMessage(message);
    }
  }

  @Test
  void anArrayTakesExactlyItsLength() {
    assertRefused("sample has the length 4, and 3 values were given or asked for",
        () -> raw.sample(new float[3]), () -> guarded.sample(new float[3]));
    assertRefused("data has the length 4, and 5 values were given or asked for",
        () -> raw.data(new byte[5]), () -> guarded.data(new byte[5]));
    assertRefused("history has the length 2, and 1 values were given or asked for",
        () -> raw.history(List.of(Color.RED)), () -> guarded.history(List.of(Color.RED)));
    assertRefused("corner has the length 2, and 0 values were given or asked for",
        () -> raw.corner(List.of()), () -> guarded.corner(List.of()));
  }

  @Test
  void anIndexBeyondAnArrayIsNamedWithItsLength() {
    for (ThrowingCallable access : List.<ThrowingCallable>of(() -> raw.sample(4), () -> guarded.sample(4),
        () -> raw.sample(4, 1f), () -> guarded.sample(4, 1f))) {
      assertThatThrownBy(access).isInstanceOf(IndexOutOfBoundsException.class)
          .hasMessage("sample[4] is out of bounds: its length is 4");
    }
    assertThatThrownBy(() -> guarded.corner(-1)).isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("corner[-1] is out of bounds: its length is 2");
  }

  @Test
  void nothingIsNull() {
    for (ThrowingCallable write : List.<ThrowingCallable>of(() -> raw.name(null), () -> guarded.name(null))) {
      assertThatNullPointerException().isThrownBy(write).withMessage("name");
    }
    assertThatNullPointerException().isThrownBy(() -> guarded.color(null)).withMessage("color");
    assertThatNullPointerException().isThrownBy(() -> guarded.id(null)).withMessage("id");
    assertThatNullPointerException().isThrownBy(() -> guarded.sample((float[]) null)).withMessage("sample");
    assertThatNullPointerException().isThrownBy(() -> guarded.position(null));
  }

  @Test
  void zerosAreTheValuesOfANewStruct() {
    DeviceRecord zeros = guarded.snapshot();
    assertThat(zeros).isEqualTo(new DeviceRecord(0, Color.RED, "", new float[4], new byte[4], new int[3],
        new PointRecord(0, 0), List.of(new PointRecord(0, 0), new PointRecord(0, 0)), List.of(Color.RED, Color.RED),
        new UUID(0, 0), Instant.EPOCH, Duration.ZERO, 0));
  }

  @Test
  void aRecordKeepsCopiesOfArraysAndGivesCopies() {
    float[] samples = {1, 2, 3, 4};
    DeviceRecord zeros = guarded.snapshot();
    guarded.sample(samples);
    DeviceRecord record = guarded.snapshot();
    record.sample()[0] = 9;
    assertThat(record.sample()).containsExactly(1, 2, 3, 4);
    assertThat(record.sample(0)).isEqualTo(1);
    assertThat(record).isEqualTo(guarded.snapshot()).hasSameHashCodeAs(guarded.snapshot()).isNotEqualTo(zeros);
    assertThat(record.toString()).contains("sample=[1.0, 2.0, 3.0, 4.0]", "color=RED");
    assertThatIllegalArgumentException().isThrownBy(() -> new DeviceRecord(0, Color.RED, "", new float[5],
        new byte[4], new int[3], record.position(), record.corner(), record.history(), record.id(), record.created(),
        record.timeout(), 0));
  }

  @Test
  void aFailedWriteWithinAnUpdateRollsBackTheWhole() {
    guarded.name("before");
    assertThatIllegalArgumentException().isThrownBy(() ->
        guarded.update(device -> device.port(5).name("much too long")));
    assertThat(guarded.port()).isZero();
    assertThat(guarded.name()).isEqualTo("before");
  }

  @Test
  void everyGuardedSetterIsOneCommit() {
    long before = guarded.version();
    SwapsDevices.store(guarded, 1);
    assertThat(guarded.version() - before).isEqualTo(9);
    guarded.corner(0, new PointRecord(1, 1));
    guarded.history(1, Color.BLUE);
    guarded.level(new int[] {1, 2, 3});
    assertThat(guarded.version() - before).isEqualTo(12);
    assertThat(guarded.compareAndSetCount(1, 2)).isFalse();
    assertThat(guarded.version() - before).isEqualTo(12);
  }

  @Test
  void theTableOfALayoutHasALineForEachFieldAndForEachWithin() {
    assertThat(shared.describe().lines().map(String::strip).map(line -> line.replaceAll(" +", " ")))
        .contains("4 4 enum{RED,GREEN,BLUE} color 0", "8 8 string name 0", "40 16 struct:Point position 0",
            "48 8 double position.y 0", "56 32 struct:Point[2] corner 0", "64 8 double corner[].y 1");
  }

  @Test
  void aStructWithinIsAViewInRawAndAValueInGuarded() {
    RawPoint inner = raw.position();
    PointRecord seen = guarded.position();
    inner.x(1.5f).y(2.5);
    assertThat(seen).isEqualTo(new PointRecord(0, 0));
    assertThat(guarded.position()).isEqualTo(new PointRecord(1.5f, 2.5));
    raw.corner().fill(new PointRecord(3, 4));
    assertThat(guarded.corner()).containsOnly(new PointRecord(3, 4));
  }

  /** Another region's view is first copied as one snapshot. */
  @Test
  void aStructWithinTakesAnyViewOfItsStruct() throws IOException {
    try (SharedPoint other = SharedPoint.create(folder.resolve("point"), new PointRecord(7, 8))) {
      guarded.position(other.guarded());
      guarded.corner(1, other.raw());
      guarded.update(device -> device.corner(0, other.guarded()));
    }
    assertThat(guarded.position()).isEqualTo(new PointRecord(7, 8));
    assertThat(guarded.corner()).containsOnly(new PointRecord(7, 8));
  }

  @Test
  void anEnumThatChangedSinceIsSaidSo() {
    assertThatThrownBy(() -> EnumCodec.of("color", Color.values(), "RED", "BLUE"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the enum of color has the constants [RED, GREEN, BLUE], but had [RED, BLUE] when the struct was"
            + " compiled: compile it again");
  }

  @Test
  void everyKindOfAccessSaysThatTheRegionIsClosed() {
    RawPoint inner = raw.position();
    shared.close();
    for (ThrowingCallable access : List.<ThrowingCallable>of(raw::name, () -> raw.name("a"), guarded::name,
        () -> guarded.name("a"), inner::x, () -> raw.atomicCount().getVolatile(), () -> raw.compareAndSetCount(0, 1),
        () -> guarded.getAndAddCount(1), raw::id, guarded::sample)) {
      assertThatThrownBy(access).isInstanceOf(IllegalStateException.class).hasMessageEndingWith("device is closed");
    }
  }

  @Test
  void aRegionForReadingOnlySaysSo() throws IOException {
    guarded.name("seen");
    try (SharedDevice reader = SharedDevice.open(shared.path(), SharedMemory.READ_ONLY)) {
      assertThat(reader.guarded().name()).isEqualTo(reader.raw().name()).isEqualTo("seen");
      assertThat(reader.raw().atomicCount().getVolatile()).isZero();
      for (ThrowingCallable write : List.<ThrowingCallable>of(() -> reader.raw().name("a"),
          () -> reader.guarded().name("a"), () -> reader.raw().getAndAddCount(1),
          () -> reader.raw().setReleaseCount(1), () -> reader.raw().atomicCount().getAndBitwiseOr(1L), () -> reader.guarded().getAndAddCount(1),
          () -> reader.guarded().compareAndSetCount(0, 1), () -> reader.raw().id(new UUID(0, 1)),
          () -> reader.raw().sample(new float[4]))) {
        assertThatThrownBy(write).isInstanceOf(UnsupportedOperationException.class)
            .hasMessageContaining("mapped for reading only");
      }
    }
  }
}

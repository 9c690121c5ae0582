package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sharedstruct.SharedMemory;
import org.sharedstruct.tests.child.JavaCommand;
import org.sharedstruct.tests.child.MakesTemporary;

/** What the killed left in a folder goes, and only that; and it costs the next ones little. */
class LeftoversTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static final int NOBODY = 65534;

  /** So much slower nobody may be; this tells what is linear from what is not, however busy the machine. */
  private static final double MUCH_SLOWER = 20;

  private static final int MEASURED = 50;

  @TempDir Path folder;
  @TempDir Path empty;

  // which regions go

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aTemporaryRegionOfAnyNameGoesWithTheNextOneThatIsMade(boolean nextIsTemporary) throws Exception {
    Path left = leaveBehind(folder);
    Path renamed = rename(left, "any name.bin");
    Path next = folder.resolve("next");
    if (nextIsTemporary) {
      SharedEight.createTemporary(SharedMemory.folder(folder)).close();
    } else {
      try (SharedEight shared = SharedEight.create(next)) {
        assertThat(renamed).doesNotExist();
        shared.remove();
      }
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aPersistentRegionWithTheNameOfATemporaryOneStays() throws Exception {
    Path path = folder.resolve("sharedstruct-" + UUID.randomUUID());
    SharedEight.create(path, new EightRecord(true, 1, (byte) 2, 3, (short) 4, 5, 'a', 6)).close();
    for (int i = 0; i < 30; i++) {
      makeAndDrop(folder);
    }
    try (SharedEight shared = SharedEight.open(path)) {
      assertThat(shared.isRemoved()).isFalse();
      assertThat(shared.raw().medium()).isEqualTo(1);
      assertThat(shared.remove()).isTrue();
    }
  }

  @Test
  void aTemporaryRegionOfAnotherUserStays() throws Exception {
    requireRoot();
    Path left = leaveBehind(folder);
    for (Path file : list(folder)) {
      Files.setAttribute(file, "unix:uid", NOBODY);
    }
    List<String> before = statuses(folder);
    for (int i = 0; i < 30; i++) {
      makeAndDrop(folder);
    }
    assertThat(left).exists();
    assertThat(statuses(folder)).isEqualTo(before);
  }

  // what it costs

  @Test
  void makingOneCostsTheSameBesideThousandsOfOthersAndYetAllLeftoversGo() throws Exception {
    List<Path> left = new ArrayList<>();
    left.add(leaveBehind(folder));
    for (int i = 0; i < 3_000; i++) {
      Files.writeString(hidden("stays" + i, i + 1, "removed"), "no region");
    }
    for (int i = 0; i < 50; i++) {
      left.add(Files.createFile(hidden("draft" + i, i + 1, "1-1.draft")));
      left.add(Files.createFile(hidden("lock" + i, i + 1, "lock")));
    }
    List<SharedEight> living = new ArrayList<>();
    try {
      for (int i = 0; i < 1_000; i++) {
        living.add(SharedEight.createTemporary(SharedMemory.folder(folder)));
      }
      long[] here = new long[MEASURED];
      long[] there = new long[MEASURED];
      for (int i = 0; i < MEASURED; i++) {
        here[i] = nanos(() -> makeAndDrop(folder));
        there[i] = nanos(() -> makeAndDrop(empty));
      }
      assertThat(ratio(here, there)).as("beside thousands, to an empty folder").isLessThan(MUCH_SLOWER);
      for (int i = 0; i < 3_000 && left.stream().anyMatch(Files::exists); i++) {
        makeAndDrop(folder);
      }
      assertThat(left).as("leftovers").noneMatch(Files::exists);
      assertThat(living).allMatch(shared -> Files.exists(shared.path()) && !shared.isRemoved());
    } finally {
      living.forEach(SharedEight::close);
    }
    assertThat(list(folder)).as("what was no leftover").hasSize(3_000);
  }

  @Test
  void theLastOfThousandsCostsWhatTheFirstDid() throws Exception {
    long[] nanos = new long[2_000];
    for (int i = 0; i < nanos.length; i++) {
      Path path = folder.resolve("region" + i);
      nanos[i] = nanos(() -> SharedEight.create(path).close());
    }
    assertThat(ratio(Arrays.copyOfRange(nanos, 1_900, 2_000), Arrays.copyOfRange(nanos, 0, 100)))
        .as("the last hundred, to the first").isLessThan(MUCH_SLOWER);
    assertThat(list(folder)).as("regions and lock files").hasSize(4_000);
  }

  private interface Step {
    void run() throws Exception;
  }

  private static long nanos(Step step) throws Exception {
    long start = System.nanoTime();
    step.run();
    return System.nanoTime() - start;
  }

  private static double ratio(long[] one, long[] other) {
    return (double) median(one) / median(other);
  }

  private static long median(long[] values) {
    return Arrays.stream(values).sorted().skip(values.length / 2).findFirst().orElseThrow();
  }

  // what is odd

  /** What somebody else may put there. */
  enum Odd {
    PIPE {
      @Override
      void put(Path path) throws Exception {
        Tool.run("mkfifo", path);
      }
    },
    SOCKET {
      @Override
      void put(Path path) throws Exception {
        ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(path)).close();
      }
    },
    LINK {
      @Override
      void put(Path path) throws Exception {
        Path target = path.resolveSibling("target");
        if (!Files.exists(target)) {
          Files.writeString(target, "precious");
        }
        Files.createSymbolicLink(path, target);
      }
    },
    LINK_TO_NOWHERE {
      @Override
      void put(Path path) throws Exception {
        Files.createSymbolicLink(path, path.resolveSibling("nowhere"));
      }
    },
    FOLDER {
      @Override
      void put(Path path) throws Exception {
        Files.createDirectory(path);
      }
    },
    OTHERS_FILE {
      @Override
      void put(Path path) throws Exception {
        requireRoot();
        Files.createFile(path);
        Files.setAttribute(path, "unix:uid", NOBODY);
      }
    };

    abstract void put(Path path) throws Exception;
  }

  @ParameterizedTest
  @EnumSource
  void whatIsOddUnderAHiddenNameHangsNobodyAndStays(Odd odd) throws Exception {
    for (String name : List.of("gone", "there")) {
      odd.put(hidden(name, 7, "lock"));
      odd.put(hidden(name, 7, "1-1.draft"));
      odd.put(hidden(name, 7, "removed"));
    }
    Files.writeString(folder.resolve("there"), "no region");
    List<String> before = statuses(folder);
    assertTimeoutPreemptively(LIMIT, () -> {
      for (int i = 0; i < 10; i++) {
        makeAndDrop(folder);
        try (SharedEight shared = SharedEight.create(folder.resolve("gone"))) {
          shared.remove();
        }
      }
    });
    assertThat(statuses(folder)).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsOddUnderTheNameOfARegionHangsNobodyAndStays(Odd odd) throws Exception {
    Path path = folder.resolve("region");
    odd.put(path);
    Files.createFile(hidden("region", 7, "1-1.draft"));
    odd.put(hidden("region", 8, "lock"));
    Path draft = hidden("region", 7, "1-1.draft");
    assertTimeoutPreemptively(LIMIT, () -> {
      assertRefused(() -> SharedEight.create(path));
      assertRefused(() -> SharedEight.open(path));
      assertRefused(() -> SharedEight.open(path, SharedMemory.READ_ONLY));
      assertRefused(() -> SharedEight.open(path, SharedMemory.ANY_OWNER));
      assertRefused(() -> SharedEight.openOrCreate(path));
      makeAndDrop(folder);
    });
    assertThat(draft).as("a leftover beside").doesNotExist();
    List<String> before = statuses(folder);
    makeAndDrop(folder);
    assertThat(statuses(folder)).isEqualTo(before);
    assertThat(Files.exists(path, LinkOption.NOFOLLOW_LINKS)).as("what is odd is there").isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void whatIsOddInPlaceOfTheLockFileHangsNobodyAndStays(Odd odd) throws Exception {
    Path path = folder.resolve("region");
    SharedEight.create(path).close();
    Path lockFile = Children.lockFile(path);
    Files.delete(lockFile);
    odd.put(lockFile);
    List<String> before = statuses(folder);
    assertTimeoutPreemptively(LIMIT, () -> {
      assertRefused(() -> SharedEight.open(path));
      SharedEight.open(path, SharedMemory.READ_ONLY).close();
      makeAndDrop(folder);
    });
    assertThat(statuses(folder)).isEqualTo(before);
  }

  private static void assertRefused(Callable<SharedEight> attempt) throws Exception {
    try (SharedEight shared = attempt.call()) {
      throw new AssertionError(shared + " was opened");
    } catch (IOException refused) {
      assertThat(refused.getMessage()).contains("region");
    }
  }

  // files

  /** A temporary region whose only user was killed. */
  private static Path leaveBehind(Path folder) throws Exception {
    ProcessBuilder command = JavaCommand.of(MakesTemporary.class, true);
    command.command().add(1, "-Dorg.sharedstruct.folder=" + folder);
    try (ChildJvm child = ChildJvm.start(command)) {
      Path path = Path.of(child.nextLine());
      child.signal("KILL");
      return path;
    }
  }

  /** Renames a region, and its lock file with it. */
  private static Path rename(Path region, String name) throws Exception {
    Path lockFile = Children.lockFile(region);
    Files.move(lockFile, lockFile.resolveSibling(
        lockFile.getFileName().toString().replace(region.getFileName().toString(), name)));
    return Files.move(region, region.resolveSibling(name));
  }

  private static void makeAndDrop(Path folder) throws Exception {
    SharedEight.createTemporary(SharedMemory.folder(folder)).close();
  }

  private Path hidden(String region, long id, String end) {
    return folder.resolve(String.format(Locale.ROOT, ".%s.%016x.%s", region, id, end));
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  /** Which files there are, as far as somebody could have touched them. */
  private static List<String> statuses(Path folder) throws IOException {
    List<String> statuses = new ArrayList<>();
    for (Path file : list(folder)) {
      statuses.add(file + " " + Files.readAttributes(
          file, "unix:ino,mode,uid,gid,size,lastModifiedTime", LinkOption.NOFOLLOW_LINKS));
    }
    return statuses;
  }

  private static void requireRoot() {
    Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "only root gives files away");
  }
}

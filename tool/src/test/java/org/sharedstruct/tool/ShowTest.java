package org.sharedstruct.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sharedstruct.SharedMemory;

/** {@code show}: what a region is, and who uses it. */
class ShowTest {

  @TempDir Path folder;

  private Path pair() throws Exception {
    Path path = folder.resolve("pair");
    SharedPair.create(path, new PairRecord(1, 2)).close();
    return path;
  }

  /** The facts by their names. */
  private static Map<String, String> facts(Run run) {
    return run.output().lines().takeWhile(line -> !line.isEmpty())
        .collect(Collectors.toMap(line -> line.split("\\s+")[0], line -> line.split("\\s+", 2)[1]));
  }

  /** The participants: pid, name, since, access, state. */
  private static List<List<String>> participants(Run run) {
    return run.words().stream().dropWhile(words -> !words.equals(List.of("pid", "name", "since", "access", "state")))
        .skip(1).toList();
  }

  @Test
  void aRegionThatNobodyUses() throws Exception {
    Path path = pair();
    Run run = Run.of("show", path);
    assertThat(facts(run)).containsEntry("file", path.toString())
        .containsEntry("struct", "Pair, 16 bytes, aligned to 8").containsEntry("form", "one struct")
        .containsEntry("version", "0").containsEntry("sequence", "0").containsEntry("dirty", "no")
        .containsEntry("lock", "free").containsEntry("removed", "no")
        .containsEntry("lifetime", "stays until it is removed");
    assertThat(participants(run)).isEmpty();
  }

  @Test
  void anArray() throws Exception {
    Path path = folder.resolve("wide");
    SharedWide.Array.create(path, 7, SharedMemory.ATOMIC_ARRAY).close();
    assertThat(facts(Run.of("show", path))).containsEntry("form", "array of 7, atomic as a whole")
        .containsEntry("struct", "Wide, 160 bytes with room, aligned to 8");
  }

  @Test
  void whoUsesItAndWhoHoldsTheLock() throws Exception {
    Path path = pair();
    try (Child holder = Child.start("holding", path);
        SharedPair reader = SharedPair.open(path, SharedMemory.READ_ONLY)) {
      Run run = Run.of("show", path);
      assertThat(facts(run).get("lock"))
          .matches("held by thread \\d+ of process " + holder.pid() + " \\(Holder\\)");
      assertThat(participants(run)).hasSize(2)
          .anySatisfy(row -> assertThat(row).startsWith(String.valueOf(holder.pid()), "Holder")
              .endsWith("write", "alive"))
          .anySatisfy(row -> assertThat(row).startsWith(String.valueOf(ProcessHandle.current().pid()))
              .endsWith("read", "alive"));
      assertThat(reader.guarded().one()).isEqualTo(1);
    }
  }

  /** In the kernel, as processes with native access do. */
  @Test
  void whetherSomebodyWaits() throws Exception {
    Path path = pair();
    assertThat(facts(Run.of("show", path))).containsEntry("waiting", "nobody sleeps");
    try (Child holder = Child.start("holding", path); Child locking = Child.begin("holding", path)) {
      awaitFact(path, "waiting", "somebody sleeps for the lock");
      holder.finish();
      assertThat(locking.nextLine()).isEqualTo("ready");
      locking.finish();
    }
    try (Child awaiting = Child.start("awaiting", path); SharedPair shared = SharedPair.open(path)) {
      awaitFact(path, "waiting", "somebody sleeps for a commit");
      shared.guarded().one(5);
      assertThat(awaiting.nextLine()).isEqualTo("5");
      awaiting.finish();
    }
  }

  private static void awaitFact(Path path, String name, String value) throws Exception {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    String last;
    do {
      last = facts(Run.of("show", path)).get(name);
    } while (!last.equals(value) && System.nanoTime() < end);
    assertThat(last).isEqualTo(value);
  }

  @Test
  void programsGetItAsJson() throws Exception {
    Path path = pair();
    assertThat(Run.of("show", "-o", "json", path).output()).startsWith("{\n  \"file\" : \"" + path + "\"")
        .contains("\"lock\" : null", "\"participants\" : [ ]", "\"sequence\" : 0", "\"dirty\" : false");
    try (Child holder = Child.start("holding", path)) {
      assertThat(Run.of("show", "-o", "json", path).output()).contains("\"pid\" : " + holder.pid() + ",",
          "\"name\" : \"Holder\"", "\"thread\" : ", "\"access\" : \"write\"", "\"state\" : \"alive\"");
    }
  }

  @Test
  void aKilledHolderIsDead() throws Exception {
    Path path = pair();
    try (Child holder = Child.start("half", path)) {
      assertThat(facts(Run.of("show", path)).get("sequence")).endsWith(", being written");
      holder.kill();
      Run run = Run.of("show", path);
      assertThat(facts(run).get("lock")).startsWith("held by thread ").endsWith("(Holder), which is dead");
      assertThat(participants(run)).singleElement()
          .satisfies(row -> assertThat(row).startsWith(String.valueOf(holder.pid())).endsWith("write", "dead"));
    }
  }

  @Test
  void theVersionGrowsWithEachCommit() throws Exception {
    Path path = pair();
    try (SharedPair shared = SharedPair.open(path)) {
      shared.guarded().one(3);
      shared.guarded().one(4);
      assertThat(facts(Run.of("show", path))).containsEntry("version", String.valueOf(shared.guarded().version()));
    }
  }
}

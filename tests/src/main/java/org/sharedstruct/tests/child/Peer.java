package org.sharedstruct.tests.child;

import static org.sharedstruct.SharedMemory.ATOMIC_ARRAY;
import static org.sharedstruct.SharedMemory.folder;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.sharedstruct.OwnerDiedException;
import org.sharedstruct.SchemaMismatchException;
import org.sharedstruct.SharedMemory;
import org.sharedstruct.tests.RawXY;
import org.sharedstruct.tests.SharedXY;
import org.sharedstruct.tests.XYRecord;

/**
 * Takes part in a region of struct XY as it is told: {@code peer.c} and {@code peer.py} do the same. A command
 * is a line of the standard input, or several commands are the arguments, each ended by a comma. Each is
 * answered by one line, which begins with "refused" if it failed.
 */
public final class Peer {

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private SharedXY one;
  private SharedXY.Array many;

  private Peer() {}

  /** Arguments: commands, each ended by a comma; without any, commands are read. */
  public static void main(String[] arguments) throws Exception {
    Peer peer = new Peer();
    List<String> words = new ArrayList<>();
    for (String word : arguments) {
      if (word.equals(",")) {
        peer.perform(words);
        words.clear();
      } else {
        words.add(word);
      }
    }
    for (Optional<String> line = next(arguments); line.isPresent(); line = next(arguments)) {
      peer.perform(List.of(line.get().split(" ")));
    }
    peer.close();
  }

  private static Optional<String> next(String[] arguments) {
    return arguments.length == 0 ? Parent.readLine() : Optional.empty();
  }

  private void perform(List<String> command) throws Exception {
    try {
      Parent.tell(answer(command.getFirst(), command.subList(1, command.size())));
    } catch (IOException | OwnerDiedException e) {
      Parent.tell("refused, %s: %s".formatted(
          e instanceof OwnerDiedException ? "half written" : e instanceof SchemaMismatchException ? "mismatch" : "else",
          e.getMessage().lines().collect(Collectors.joining("; "))));
    }
  }

  private Object answer(String command, List<String> words) throws Exception {
    switch (command) {
      case "open" -> open(words.get(0), Path.of(words.get(1)));
      case "make" -> {
        return make(words.get(0), Path.of(words.get(1)), Long.parseLong(words.get(2)), Float.parseFloat(words.get(3)));
      }
      case "inherited" -> one = SharedXY.inherited(words.get(0));
      case "element" -> element(Long.parseLong(words.get(0)), Integer.parseInt(words.get(1)));
      case "several" -> several(Integer.parseInt(words.get(0)), indexes(words.subList(1, words.size())));
      case "show" -> {
        return (one != null ? List.of(one.guarded().snapshot()) : many.guarded().snapshot()).stream()
            .map(xy -> xy.x() + " " + xy.y()).collect(Collectors.joining(" "));
      }
      case "repair" -> many.guarded().repair(
          all -> LongStream.range(0, all.length()).forEach(index -> all.set(index, new XYRecord(0, 0))));
      case "halfway" -> halfway(indexes(words));
      case "await" -> {
        return awaitCommit() ? "done" : "nothing";
      }
      case "race" -> {
        return race(words.get(0), Path.of(words.get(1)), Path.of(words.get(2)), Float.parseFloat(words.get(3)),
            Float.parseFloat(words.get(4)));
      }
      case "bear" -> {
        return bear(words.get(0), words.subList(1, words.size()));
      }
      case "remove" -> shared().remove();
      case "close" -> close();
      case "hello" -> { }
      default -> throw new IllegalArgumentException(command);
    }
    return "done";
  }

  private SharedMemory shared() {
    return one != null ? one : many;
  }

  private void open(String how, Path path) throws IOException {
    if (how.equals("struct")) {
      one = SharedXY.open(path);
    } else {
      many = SharedXY.Array.open(path);
    }
  }

  private Object make(String how, Path path, long length, float first) throws IOException {
    XYRecord initial = new XYRecord(first, 0 - first);
    List<XYRecord> elements = IntStream.range(0, (int) length)
        .mapToObj(index -> index == 0 ? initial : new XYRecord(0, 0)).toList();
    switch (how) {
      case "struct" -> one = SharedXY.openOrCreate(path, initial);
      case "array" -> many = SharedXY.Array.openOrCreate(path, elements);
      case "atomic" -> many = SharedXY.Array.openOrCreate(path, elements, ATOMIC_ARRAY);
      default -> {
        one = SharedXY.createTemporary(initial, folder(path.getParent()));
        return one.path();
      }
    }
    return "done";
  }

  private static void step(RawXY xy) {
    if (xy.x() != -xy.y()) {
      throw new IllegalStateException("torn: " + xy);
    }
    xy.x(xy.x() + 1).y(xy.y() - 1);
  }

  private void element(long index, int times) {
    for (int i = 0; i < times; i++) {
      if (one != null) {
        one.guarded().update(Peer::step);
      } else {
        many.guarded().update(index, Peer::step);
      }
    }
  }

  private void several(int times, List<Long> indexes) {
    for (int i = 0; i < times; i++) {
      many.guarded().update(all -> indexes.forEach(index -> all.update(index, Peer::step)));
    }
  }

  private static List<Long> indexes(List<String> words) {
    return words.stream().map(Long::valueOf).toList();
  }

  private void halfway(List<Long> indexes) {
    if (one != null) {
      one.guarded().update(xy -> {
        xy.x(-7);
        stop();
      });
    } else {
      many.guarded().update(all -> {
        indexes.forEach(index -> all.x(index, -7));
        stop();
      });
    }
  }

  private boolean awaitCommit() {
    if (one != null) {
      long version = one.guarded().version();
      return one.guarded().awaitChange(version, LONGEST_WAIT) != version;
    }
    long version = many.guarded().version();
    return many.guarded().awaitChange(version, LONGEST_WAIT) != version;
  }

  private static void stop() {
    Parent.tell("begun");
    KillPoint.waitForTheKill();
  }

  private float race(String how, Path path, Path gatePath, float all, float me) throws IOException {
    try (SharedXY gate = SharedXY.open(gatePath)) {
      gate.guarded().update(xy -> xy.x(xy.x() + 1));
      while (gate.guarded().x() < all) {
        Thread.onSpinWait();
      }
    }
    make(how, path, 3, me);
    float found;
    if (one != null) {
      found = one.guarded().x();
      one.guarded().update(xy -> xy.y(xy.y() + 1));
    } else {
      found = many.guarded().x(0);
      many.guarded().update(many.length() - 1, xy -> xy.y(xy.y() + 1));
    }
    close();
    return found;
  }

  private String bear(String name, List<String> words) throws Exception {
    ProcessBuilder child = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT);
    shared().passTo(child, name);
    Process born = child.start();
    List<String> lines = born.inputReader().readAllLines();
    born.waitFor();
    return lines.getLast();
  }

  private void close() {
    if (shared() != null) {
      shared().close();
    }
    one = null;
    many = null;
  }
}

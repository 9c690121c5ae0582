package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sharedstruct.tests.child.JavaCommand;

/**
 * Three programs that do the same in a region of struct XY, each in its language: {@code Peer.java}, {@code
 * peer.c} and {@code peer.py}. They are told what to do line by line, and answer each.
 */
final class Peers implements AutoCloseable {

  private static final String END = ",";

  private final CMember c;
  private final Path python;
  private final Map<Language, Peer> idle = new EnumMap<>(Language.class);
  private final List<Peer> started = new ArrayList<>();

  /**
   * Compiles what has to be compiled.
   *
   * @param programs a folder for that
   */
  Peers(Path programs) throws Exception {
    c = CMember.compile("peer", programs, List.of("gcc", "-std=c11", "-O2"));
    python = Tool.copy("/python/peer.py", programs);
  }

  /** The command for a peer that does some things and ends; without any, it waits for lines. */
  ProcessBuilder command(Language language, String... commands) {
    Object[] words = Stream.of(commands).flatMap(command -> Stream.of((command + " " + END).split(" "))).toArray();
    return switch (language) {
      case JAVA -> JavaCommand.of(org.sharedstruct.tests.child.Peer.class, words);
      case C -> c.command(words);
      case PYTHON -> Python.command(Stream.concat(Stream.of(python), Stream.of(words)).toArray());
    };
  }

  /** Starts one more. */
  Peer start(Language language) throws Exception {
    Peer peer = new Peer(language, ChildJvm.start(command(language)));
    started.add(peer);
    return peer;
  }

  /** One that is in no region: one that was there before, unless it was killed. */
  Peer of(Language language) throws Exception {
    Peer peer = idle.get(language);
    if (peer == null || peer.isKilled) {
      peer = start(language);
      idle.put(language, peer);
    }
    return peer;
  }

  @Override
  public void close() {
    started.forEach(Peer::close);
  }

  /** One of them. */
  static final class Peer {

    private final Language language;
    private final ChildJvm process;
    private boolean isKilled;

    private Peer(Language language, ChildJvm process) {
      this.language = language;
      this.process = process;
    }

    Language language() {
      return language;
    }

    /** Tells it what to do, and does not wait. */
    void tell(Object... words) throws Exception {
      process.send(Stream.of(words).map(String::valueOf).collect(Collectors.joining(" ")));
    }

    /** What it has answered next. */
    String answer() throws Exception {
      return process.nextLine();
    }

    /** Tells it what to do, and what it answers. */
    String ask(Object... words) throws Exception {
      tell(words);
      return answer();
    }

    /** Tells it to do something that is not to be refused. */
    void order(Object... words) throws Exception {
      assertThat(ask(words)).as("what %s answers to %s", this, List.of(words)).isEqualTo("done");
    }

    /** Kills it, as with {@code kill -9}. */
    void kill() throws Exception {
      isKilled = true;
      process.kill();
    }

    private void close() {
      process.close();
    }

    @Override
    public String toString() {
      return language.toString();
    }
  }
}

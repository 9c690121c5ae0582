package org.sharedstruct.tests;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.sharedstruct.tests.child.KeepsBooks;

/**
 * Processes that keep books, writers and readers, and others that wait to take the place of one that is
 * killed: a JVM takes longer to start than there is between two kills.
 */
final class Crew implements AutoCloseable {

  private static final int READERS = 4;
  private static final int SPARES = 8;

  /** How the n-th process is started. */
  interface Commands {
    ProcessBuilder of(int process) throws Exception;
  }

  private final Commands commands;

  private final Queue<ChildJvm> spares = new ArrayDeque<>();
  private final List<ChildJvm> writers = new ArrayList<>();
  private final List<ChildJvm> readers = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();
  private final Map<Long, Long> killedAt = new HashMap<>();
  private final int[] writersKilled = new int[Counts.WRITERS];
  private int started;

  /**
   * One that is to be started.
   *
   * @param commands the commands of programs that do what {@link KeepsBooks} does
   */
  Crew(Commands commands) {
    this.commands = commands;
  }

  /** Starts all, and waits until there is one to take the place of the first one killed. */
  void start() throws Exception {
    for (int i = 0; i < SPARES; i++) {
      startSpare();
    }
    for (int i = 0; i < READERS; i++) {
      readers.add(employSpare(KeepsBooks.READER));
    }
    for (int i = 0; i < Counts.WRITERS; i++) {
      writers.add(employSpare(i));
    }
    for (ChildJvm spare : spares) {
      spare.awaitLine(KeepsBooks.READY);
    }
  }

  private void startSpare() throws Exception {
    spares.add(ChildJvm.start(commands.of(started)));
    started++;
  }

  private ChildJvm employSpare(int writer) throws Exception {
    startSpare();
    ChildJvm child = spares.remove();
    child.send(writer);
    return child;
  }

  /** Kills a reader; another one goes on. */
  void killReader(int kills) throws Exception {
    int reader = kills % READERS;
    kill(readers.get(reader));
    readers.set(reader, employSpare(KeepsBooks.READER));
  }

  /** Kills a writer; another one goes on with its number. */
  void killWriter(int writer) throws Exception {
    kill(writers.get(writer));
    writersKilled[writer]++;
    writers.set(writer, employSpare(writer));
  }

  private void kill(ChildJvm child) throws Exception {
    killedAt.put(child.pid(), System.nanoTime());
    lines.addAll(child.kill());
  }

  /** The numbers of the writer that a process is, if it is one. */
  IntStream writersIn(long process) {
    return IntStream.range(0, writers.size()).filter(writer -> writers.get(writer).pid() == process);
  }

  /** Has all come to their end by themselves. */
  void finish() throws Exception {
    for (ChildJvm child : employed().toList()) {
      lines.addAll(child.finish());
    }
  }

  private Stream<ChildJvm> employed() {
    return Stream.concat(writers.stream(), readers.stream());
  }

  /** What all have printed who have ended, be it by themselves. */
  List<String> lines() {
    return List.copyOf(lines);
  }

  /** The processes that were killed, and when, by {@link System#nanoTime}. */
  Map<Long, Long> killedAt() {
    return Map.copyOf(killedAt);
  }

  /** How often a writer was killed. */
  int timesKilled(int writer) {
    return writersKilled[writer];
  }

  @Override
  public void close() {
    Stream.concat(spares.stream(), employed()).forEach(ChildJvm::close);
  }
}

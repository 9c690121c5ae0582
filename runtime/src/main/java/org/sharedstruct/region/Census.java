package org.sharedstruct.region;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sharedstruct.Participant;
import org.sharedstruct.guard.ParticipantTable;
import org.sharedstruct.kernel.FileUsers;
import org.sharedstruct.kernel.ProcessName;

/**
 * Who uses a region: those in its table, those whose bytes are locked and who have no slot there, and the
 * processes that are seen to have it mapped.
 */
final class Census {

  private final MemorySegment words;
  private final List<ParticipantTable.Entry> table;

  private Census(MemorySegment words) {
    this.words = words;
    table = ParticipantTable.entries(words);
  }

  /** Of a region that is mapped, from its words. */
  static Census of(MemorySegment words) {
    return new Census(words);
  }

  /** Of a region that is open. */
  static Census of(PlainFile file) throws IOException {
    return new Census(Header.words(file.channel()));
  }

  /**
   * All that can be told of: first those who may write, by their ids.
   *
   * @param me who asks
   * @param inode the region's
   * @param mapped the region's memory
   */
  List<Participant> participants(Member me, long inode, MemorySegment mapped) throws IOException {
    List<Participant> all = me.areElsewhere() ? new ArrayList<>() : writers(me);
    for (long process : FileUsers.reading(inode, mapped)) {
      all.add(new Participant(0, OptionalLong.of(process), ProcessName.of(process), Optional.empty(), true, true));
    }
    return List.copyOf(all);
  }

  /** Who has left while others were asked for is not dead, and who has come by then has a name. */
  private List<Participant> writers(Member asked) throws IOException {
    SortedSet<Long> unlisted =
        asked.companion() == null ? new TreeSet<>() : asked.companion().lockedBesides(listed());
    List<Participant> writers = new ArrayList<>();
    List<ParticipantTable.Entry> dead = new ArrayList<>();
    for (ParticipantTable.Entry entry : table) {
      if (asked.isAlive(entry.participant()) || entry.isOfLivingProcess()) {
        writers.add(participant(entry, true));
      } else {
        dead.add(entry);
      }
    }
    List<ParticipantTable.Entry> now = ParticipantTable.entries(words);
    dead.stream().filter(now::contains).forEach(entry -> writers.add(participant(entry, false)));
    for (long id : unlisted) {
      writers.add(now.stream().filter(entry -> entry.participant() == id).findAny()
          .map(entry -> participant(entry, true))
          .orElseGet(() -> new Participant(id, OptionalLong.empty(), "", Optional.empty(), false, true)));
    }
    writers.sort(Comparator.comparingLong(Participant::id));
    return writers;
  }

  private static Participant participant(ParticipantTable.Entry entry, boolean isAlive) {
    return new Participant(entry.participant(), OptionalLong.of(entry.process()), entry.name(),
        Optional.of(Instant.ofEpochMilli(entry.since())), false, isAlive);
  }

  private SortedSet<Long> listed() {
    return table.stream().map(ParticipantTable.Entry::participant).collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Names all who live, for people.
   *
   * @param processes who are seen to use the region as well
   */
  String users(Companion companion, SortedSet<Long> processes) throws IOException {
    List<Participant> living =
        writers(Member.reader(companion)).stream().filter(Participant::isAlive).toList();
    SortedSet<Long> others = new TreeSet<>(processes);
    living.forEach(participant -> participant.process().ifPresent(others::remove));
    return join(Stream.concat(living.stream().map(Participant::toString), others.stream().map(this::name)));
  }

  /** Names those who keep others from entering, for people. */
  String blockers(Companion companion) {
    SortedSet<Long> gateKeepers = companion.gateKeepers();
    String gate = gateKeepers.isEmpty() ? "" : String.format(Locale.ROOT,
        ", and byte %d is locked by %s, as while the region is migrated or removed",
        Companion.GATE, names(gateKeepers));
    return names(companion.lockers(Companion.FIRST)) + gate;
  }

  /** Names processes, for people, as they want to be called. */
  String names(SortedSet<Long> processes) {
    return join(processes.stream().map(this::name));
  }

  private static String join(Stream<String> names) {
    String all = names.distinct().collect(Collectors.joining(", "));
    return all.isEmpty() ? "nobody that can be seen" : all;
  }

  private String name(long process) {
    if (process == FileUsers.UNKNOWN) {
      return "a process that is not known";
    }
    String name = table.stream()
        .filter(entry -> entry.process() == process && entry.isOfLivingProcess())
        .map(ParticipantTable.Entry::name).findFirst().orElseGet(() -> ProcessName.of(process));
    return "process " + process + (name.isEmpty() ? "" : " (" + name + ")");
  }
}

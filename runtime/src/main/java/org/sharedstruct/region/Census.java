package org.sharedstruct.region;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.time.Instant;
import java.util.ArrayList;
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
import org.sharedstruct.guard.Participants;
import org.sharedstruct.kernel.FileUsers;
import org.sharedstruct.kernel.ProcessName;

/**
 * Who uses a region: those in its table, those whose bytes are locked and who have no slot there, and the
 * processes that are seen to have it mapped.
 */
final class Census {

  private final List<ParticipantTable.Entry> table;

  private Census(MemorySegment words) {
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
   * @param companion null if it may not be opened
   * @param inode the region's
   * @param mapped the region's memory
   */
  List<Participant> participants(Participants me, Companion companion, long inode, MemorySegment mapped)
      throws IOException {
    List<Participant> all = me.areElsewhere() ? new ArrayList<>() : writers(me, companion);
    for (long process : FileUsers.reading(inode, mapped)) {
      all.add(new Participant(0, OptionalLong.of(process), ProcessName.of(process), Optional.empty(), true, true));
    }
    return List.copyOf(all);
  }

  private List<Participant> writers(Participants asked, Companion companion) throws IOException {
    List<Participant> writers = new ArrayList<>();
    for (ParticipantTable.Entry entry : table) {
      writers.add(new Participant(entry.participant(), OptionalLong.of(entry.process()), entry.name(),
          Optional.of(Instant.ofEpochMilli(entry.since())), false,
          asked.isAlive(entry.participant()) || entry.isOfLivingProcess()));
    }
    for (long id : companion == null ? new TreeSet<Long>() : companion.lockedBesides(listed())) {
      writers.add(new Participant(id, OptionalLong.empty(), "", Optional.empty(), false, true));
    }
    writers.sort((one, other) -> Long.compare(one.id(), other.id()));
    return writers;
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
        writers(Member.reader(companion), companion).stream().filter(Participant::isAlive).toList();
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

package org.sharedstruct.tool;

import java.io.IOException;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.sharedstruct.Participant;
import org.sharedstruct.SharedLock;
import org.sharedstruct.format.Geometry;
import org.sharedstruct.format.Schema;
import org.sharedstruct.guard.Guard;
import org.sharedstruct.region.Region;
import org.sharedstruct.tool.output.Cell;
import org.sharedstruct.tool.output.Report;
import org.sharedstruct.tool.output.Table;
import org.sharedstruct.tool.value.Look;
import org.sharedstruct.tool.value.Participants;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Tells about a region what is not in its fields. */
@Command(name = "show", mixinStandardHelpOptions = true,
    description = "Tells what a region is, and who uses it.",
    footer = {"", "Example:", "  sharedstruct show /dev/shm/robot"})
final class ShowCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "The region.")
  private Path file;

  @Mixin private ReportOption output;

  @Override
  public Integer call() throws IOException {
    try (Look look = Look.at(file)) {
      Region region = look.region();
      Guard.State state = region.guard().state();
      output.print(new Report().facts(facts(region, state)).rows("participants", table(Participants.of(region))));
      return 0;
    }
  }

  private static Table facts(Region region, Guard.State state) {
    Schema schema = region.schema();
    Geometry geometry = region.geometry();
    boolean isOpen = (state.sequence() & 1) != 0;
    boolean isWritten = state.holder().filter(SharedLock.Holder::isAlive).isPresent();
    return new Table()
        .row("file", region.path())
        .row("struct", new Cell(new Table().row("name", schema.name()).row("size", schema.size())
            .row("alignment", schema.alignment()).row("sized", schema.sized()), schema.name() + ", " + schema.size()
            + " bytes" + (schema.sized() ? " with room" : "") + ", aligned to " + schema.alignment()))
        .row("form", new Cell(new Table().row("array", region.isArray()).row("length", region.length())
            .row("atomic", geometry.atomic()), form(region)))
        .row("size", new Cell(new Table().row("bytes", geometry.fileSize())
            .row("payloadOffset", geometry.payloadOffset()),
            geometry.fileSize() + " bytes, values from byte " + geometry.payloadOffset()))
        .row("lifetime", new Cell(region.isTemporary() ? "temporary" : "permanent",
            region.isTemporary() ? "goes with its last participant" : "stays until it is removed"))
        .row("version", state.sequence() >>> 1)
        .row("sequence", new Cell(state.sequence(), state.sequence()
            + (!isOpen ? "" : isWritten ? ", being written" : ", half written by one that died")))
        .row("dirty", new Cell(state.isDirty(), state.isDirty() ? "yes, several elements are half written" : "no"))
        .row("lock", state.holder().map(ShowCommand::holder).orElse(new Cell(null, "free")))
        .row("waiting", waiting(state))
        .row("removed", yes(region.isRemoved()));
  }

  private static Cell waiting(Guard.State state) {
    List<String> words = Stream.of(state.isLockAwaited() ? "for the lock" : "", state.isCommitAwaited()
        ? "for a commit" : "").filter(word -> !word.isEmpty()).toList();
    return new Cell(new Table().row("forLock", state.isLockAwaited()).row("forCommit", state.isCommitAwaited()),
        words.isEmpty() ? "nobody sleeps" : "somebody sleeps " + String.join(", somebody ", words));
  }

  private static Cell yes(boolean isSo) {
    return new Cell(isSo, isSo ? "yes" : "no");
  }

  private static String form(Region region) {
    return region.isArray() ? "array of " + region.length()
        + (region.geometry().atomic() ? ", atomic as a whole" : "") : "one struct";
  }

  private static Cell holder(SharedLock.Holder holder) {
    return new Cell(new Table().row("pid", pid(holder.process())).row("name", holder.name())
        .row("thread", holder.thread()).row("alive", holder.isAlive()), "held by " + holder);
  }

  private static Object pid(OptionalLong process) {
    return process.isPresent() ? process.getAsLong() : Cell.NONE;
  }

  private static Table table(List<Participant> participants) {
    Table table = new Table("pid", "name", "since", "access", "state");
    for (Participant participant : participants) {
      table.row(pid(participant.process()), participant.name().isEmpty() ? Cell.NONE
              : new Cell(participant.name(), participant.name().replaceAll("\\s", "_")),
          participant.since().<Object>map(since -> since.truncatedTo(ChronoUnit.SECONDS)).orElse(Cell.NONE),
          participant.isReadOnly() ? "read" : "write", participant.isAlive() ? "alive" : "dead");
    }
    return table;
  }
}

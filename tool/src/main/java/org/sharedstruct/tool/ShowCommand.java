package org.sharedstruct.tool;

import java.io.IOException;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import org.sharedstruct.Participant;
import org.sharedstruct.SharedLock;
import org.sharedstruct.format.Schema;
import org.sharedstruct.guard.Guard;
import org.sharedstruct.region.Region;
import org.sharedstruct.tool.output.Output;
import org.sharedstruct.tool.output.Table;
import org.sharedstruct.tool.value.Look;
import org.sharedstruct.tool.value.Participants;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Parameters;

/** Tells about a region what is not in its fields. */
@Command(name = "show", mixinStandardHelpOptions = true,
    description = "Tells what a region is, and who uses it.",
    footer = {"", "Example:", "  sharedstruct show /dev/shm/robot"})
final class ShowCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "The region.")
  private Path file;

  @Override
  public Integer call() throws IOException {
    try (Look look = Look.at(file); Output out = new Output()) {
      Region region = look.region();
      Guard.State state = region.guard().state();
      List<Participant> participants = Participants.of(region);
      facts(region, state).write(out, Ansi.AUTO);
      if (!participants.isEmpty()) {
        out.append('\n');
        table(participants).write(out, Ansi.AUTO);
      }
      return 0;
    }
  }

  private Table facts(Region region, Guard.State state) {
    Schema schema = region.schema();
    return new Table()
        .row("file", region.path())
        .row("struct", schema.name() + ", " + schema.size() + " bytes"
            + (schema.sized() ? " with room" : "") + ", aligned to " + schema.alignment())
        .row("form", form(region))
        .row("size", region.geometry().fileSize() + " bytes, values from byte " + region.geometry().payloadOffset())
        .row("lifetime", region.isTemporary() ? "goes with its last participant" : "stays until it is removed")
        .row("version", state.sequence() >>> 1)
        .row("sequence", state.sequence() + ((state.sequence() & 1) == 0 ? "" : ", being written"))
        .row("dirty", state.isDirty() ? "yes, several elements are half written" : "no")
        .row("lock", state.holder().map(SharedLock.Holder::toString).map(who -> "held by " + who).orElse("free"))
        .row("removed", region.isRemoved() ? "yes" : "no");
  }

  private static String form(Region region) {
    return region.isArray() ? "array of " + region.length()
        + (region.geometry().atomic() ? ", atomic as a whole" : "") : "one struct";
  }

  private static Table table(List<Participant> participants) {
    Table table = new Table("pid", "name", "since", "access", "state");
    for (Participant participant : participants) {
      table.row(participant.process().isPresent() ? participant.process().getAsLong() : "-",
          participant.name().isEmpty() ? "-" : participant.name().replaceAll("\\s", "_"),
          participant.since().map(since -> since.truncatedTo(ChronoUnit.SECONDS).toString()).orElse("-"),
          participant.isReadOnly() ? "read" : "write", participant.isAlive() ? "alive" : "dead");
    }
    return table;
  }
}

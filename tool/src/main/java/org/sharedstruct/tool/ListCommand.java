package org.sharedstruct.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.sharedstruct.Participant;
import org.sharedstruct.region.Leftover;
import org.sharedstruct.region.Region;
import org.sharedstruct.tool.output.Cell;
import org.sharedstruct.tool.output.Form;
import org.sharedstruct.tool.output.Output;
import org.sharedstruct.tool.output.Table;
import org.sharedstruct.tool.value.Folder;
import org.sharedstruct.tool.value.Look;
import org.sharedstruct.tool.value.Participants;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists regions. */
@Command(name = "ls", mixinStandardHelpOptions = true,
    description = {"Lists the regions in folders, and what dead processes have left there.",
        "", "Forms: struct; array; atomic, which is an array whose elements can be one commit.",
        "Locks: free; held; dead, which is held by a dead thread or process until the next one takes it.",
        "States: used; idle, when no process is attached; left, which the next process that makes a region there"
            + " removes; damaged."},
    footer = {"", "Examples:", "  sharedstruct ls", "  sharedstruct ls --depth 0 /dev/shm", "  sharedstruct ls /dev/shm /run/robots"})
final class ListCommand implements Callable<Integer> {

  private static final Cell NONE = Cell.NONE;

  @Option(names = {"-o", "--output"}, paramLabel = "FORM", defaultValue = "table",
      description = "table, json or csv; default: ${DEFAULT-VALUE}.")
  private Form form;

  @Parameters(paramLabel = "DIR", arity = "0..*",
      description = "Folders; default: /dev/shm and this user's folder of temporary regions.")
  private List<Path> folders = List.of();

  @Mixin private DepthOption depth;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    List<Path> all = depth.within(folders.isEmpty() ? Region.folders() : folders);
    Table table = new Table("file", "struct", "form", "length", "bytes", "version", "users", "lock", "state");
    for (Path folder : all) {
      list(folder, table);
    }
    try (Output out = new Output()) {
      form.write(table, out, Ansi.AUTO);
    }
    if (table.isEmpty() && form == Form.TABLE) {
      Failures.say(spec.commandLine(), "there are no regions in " + all.stream().map(Path::toString)
          .collect(Collectors.joining(", ")));
    }
    return 0;
  }

  private static void list(Path folder, Table table) throws IOException {
    for (Path file : Folder.files(folder)) {
      Folder.look(file).ifPresent(found -> row(found, table));
    }
    for (Leftover left : Region.leftovers(folder)) {
      Object size = Files.exists(left.file()) ? Files.size(left.file()) : 0;
      table.row(left.file(), NONE, NONE, NONE, size, NONE, NONE, NONE, "left");
    }
  }

  private static void row(Folder.Found found, Table table) {
    switch (found) {
      case Folder.Removed(Path file) -> unknown(file, "left", table);
      case Folder.Damaged(Path file, String _) -> unknown(file, "damaged", table);
      case Folder.Intact(Path file, Look look) -> {
        try (look) {
          row(file, look.region(), table);
        } catch (IllegalStateException truncated) {
          unknown(file, "damaged", table);
        }
      }
    }
  }

  private static void unknown(Path file, String state, Table table) {
    table.row(file, NONE, NONE, NONE, NONE, NONE, NONE, NONE, state);
  }

  private static void row(Path file, Region region, Table table) {
    long users = Participants.of(region).stream().filter(Participant::isAlive).count();
    String form = !region.isArray() ? "struct" : region.geometry().atomic() ? "atomic" : "array";
    String lock = region.guard().state().holder().map(holder -> holder.isAlive() ? "held" : "dead").orElse("free");
    table.row(file, region.schema().name(), form, region.isArray() ? region.length() : NONE,
        region.geometry().fileSize(), region.guard().version(), users, lock,
        users > 0 ? "used" : region.isTemporary() ? "left" : "idle");
  }
}

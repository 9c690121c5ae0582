package org.sharedstruct.tool;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.sharedstruct.InvalidRegionException;
import org.sharedstruct.NotARegionException;
import org.sharedstruct.Participant;
import org.sharedstruct.RegionRemovedException;
import org.sharedstruct.region.Leftover;
import org.sharedstruct.region.Region;
import org.sharedstruct.tool.output.Cell;
import org.sharedstruct.tool.output.Form;
import org.sharedstruct.tool.output.Output;
import org.sharedstruct.tool.output.Table;
import org.sharedstruct.tool.value.Look;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists regions. */
@Command(name = "ls", mixinStandardHelpOptions = true,
    description = {"Lists the regions in folders, and what died processes have left there.",
        "", "States: used; idle: nobody is attached; left: the next one that makes a region there removes it;"
            + " damaged."},
    footer = {"", "Examples:", "  sharedstruct ls", "  sharedstruct ls /dev/shm /run/robots"})
final class ListCommand implements Callable<Integer> {

  private static final Cell NONE = Cell.NONE;

  @Option(names = {"-o", "--output"}, paramLabel = "FORM", defaultValue = "table",
      description = "table, json or csv; default: ${DEFAULT-VALUE}.")
  private Form form;

  @Parameters(paramLabel = "DIR", arity = "0..*",
      description = "Folders; default: /dev/shm and this user's folder of temporary regions.")
  private List<Path> folders = List.of();

  @Override
  public Integer call() throws IOException {
    Table table = new Table("file", "struct", "length", "bytes", "version", "users", "state");
    for (Path folder : folders.isEmpty() ? Region.folders() : folders) {
      list(folder, table);
    }
    try (Output out = new Output()) {
      form.write(table, out, Ansi.AUTO);
    }
    return 0;
  }

  private static void list(Path folder, Table table) throws IOException {
    List<Path> files = new ArrayList<>();
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new NotDirectoryException(folder.toString());
    }
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder,
        file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && !isHidden(file))) {
      all.forEach(files::add);
    }
    files.sort(null);
    for (Path file : files) {
      region(file, table);
    }
    for (Leftover left : Region.leftovers(folder)) {
      table.row(left.file(), NONE, NONE, Files.exists(left.file()) ? Files.size(left.file()) : 0, NONE, NONE, "left");
    }
  }

  private static boolean isHidden(Path file) {
    return file.getFileName().toString().startsWith(".");
  }

  /** A folder has other files as well: what is none of ours, or may not be read, is left out. */
  private static void region(Path file, Table table) {
    try (Look look = Look.at(file)) {
      row(file, look.region(), table);
    } catch (NotARegionException | NoSuchFileException notOurs) {
      // or gone since the folder was read
    } catch (RegionRemovedException removed) {
      table.row(file, NONE, NONE, NONE, NONE, NONE, "left");
    } catch (InvalidRegionException | IllegalStateException damaged) {
      table.row(file, NONE, NONE, NONE, NONE, NONE, "damaged");
    } catch (IOException unreadable) {
      // belongs to somebody else
    }
  }

  private static void row(Path file, Region region, Table table) {
    long users = Participants.of(region).stream().filter(Participant::isAlive).count();
    table.row(file, region.schema().name(), region.isArray() ? region.length() : NONE,
        region.geometry().fileSize(), region.guard().version(), users,
        users > 0 ? "used" : region.isTemporary() ? "left" : "idle");
  }
}

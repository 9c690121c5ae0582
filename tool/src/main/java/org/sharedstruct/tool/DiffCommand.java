package org.sharedstruct.tool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.sharedstruct.format.Geometry;
import org.sharedstruct.format.Schema;
import org.sharedstruct.format.SchemaText;
import org.sharedstruct.region.Region;
import org.sharedstruct.tool.output.Cell;
import org.sharedstruct.tool.output.Cells;
import org.sharedstruct.tool.output.Output;
import org.sharedstruct.tool.output.Report;
import org.sharedstruct.tool.output.Table;
import org.sharedstruct.tool.value.Look;
import org.sharedstruct.tool.value.Value;
import org.sharedstruct.tool.value.ValuePath;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares two structs, and the values of regions that have the same one. */
@Command(name = "diff", mixinStandardHelpOptions = true,
    description = {"Shows what is different between two structs, field by field, and whether programs of the one can"
        + " open regions of the other.",
        "", "Values are compared of two regions that have the same struct. Each region is read as one commit left it."
            + " Prints nothing if there is no difference."},
    exitCodeOnExecutionException = 2,
    exitCodeListHeading = "%nExit status, as of diff(1):%n",
    exitCodeList = {"0:There is no difference.", "1:There is one.",
        "2:A region or class cannot be read, or the command is wrong."},
    footer = {"", "Examples:", "  sharedstruct diff /dev/shm/robot /backup/robot",
        "  sharedstruct diff -cp target/classes /dev/shm/robot com.acme.Robot"})
final class DiffCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "A", description = "A region; or, if there is no file of that name, a"
      + " struct's interface or one of its generated types.")
  private String first;

  @Parameters(index = "1", paramLabel = "B", description = "Another one.")
  private String second;

  @Option(names = "--values", description = "Compares values by the names of fields although the structs differ.")
  private boolean values;

  @Mixin private ClassPath classes;

  @Mixin private ReportOption output;

  /** A struct, and the region that it was read of; null if it is a class. */
  private record Side(Schema schema, Look look) implements AutoCloseable {

    boolean hasRoomFor(List<Schema.Member> additions) {
      if (look != null) {
        return look.region().hasRoomFor(additions);
      }
      int room = Geometry.single(schema).schemaCapacity() - SchemaText.bytes(schema.text()).length;
      return SchemaText.bytes(Schema.lines(additions)).length <= room;
    }

    @Override
    public void close() {
      if (look != null) {
        look.close();
      }
    }
  }

  @Override
  public Integer call() throws IOException {
    try (Side one = side(first); Side other = side(second)) {
      boolean areFiles = one.look() != null && other.look() != null;
      if (values && !areFiles) {
        throw new ParameterException(spec.commandLine(), "--values: only regions have values, and "
            + (one.look() == null ? first : second) + " is a class");
      }
      Table table = new Table("change", "what", "A", "B");
      SchemaDifference.compare(one.schema(), other.schema(), table);
      boolean areSameStruct = table.isEmpty();
      if (areFiles) {
        compare(length(one.look().region()), length(other.look().region()), "changed", table);
      }
      if (areFiles && (values || areSameStruct)) {
        compare(values(one.look()), values(other.look()), "value", table);
      }
      try {
        print(table, one, other);
      } catch (Output.FailedException failed) {
        if (!failed.isEndOfReader()) {
          throw failed;
        }
      }
      return table.isEmpty() ? 0 : 1;
    }
  }

  private Side side(String fileOrClass) throws IOException {
    Optional<Path> file = ClassPath.file(fileOrClass);
    if (file.isEmpty()) {
      return new Side(classes.schema(fileOrClass), null);
    }
    Look look = Look.at(file.get());
    return new Side(look.region().schema(), look);
  }

  private void print(Table table, Side one, Side other) throws IOException {
    Fit ofSecond = fit(other, one);
    Fit ofFirst = fit(one, other);
    boolean isPlain = ofSecond.answer() == Fit.Answer.YES && ofFirst.answer() == Fit.Answer.YES;
    Table fits = new Table("program", "file", "opens")
        .row("B", "A", cell(ofSecond)).row("A", "B", cell(ofFirst));
    Report report = new Report().rows("differences", table);
    if (isPlain) {
      report.sentence("", Map.of("fits", fits));
    } else {
      report.rows("fits", fits);
    }
    output.print(report);
  }

  private static Cell cell(Fit fit) {
    return new Cell(new Table().row("answer", fit.answer().name().toLowerCase(Locale.ROOT))
        .row("reasons", fit.reasons()), fit.sentence());
  }

  /** Whether a program of one side can open the file that the other one is, or would be. */
  private static Fit fit(Side mine, Side file) {
    if (mine.look() != null && file.look() != null
        && mine.look().region().isArray() != file.look().region().isArray()) {
      return Fit.ofForms(mine.look().region().isArray());
    }
    return Fit.of(mine.schema(), file.schema(), file::hasRoomFor);
  }

  private static void compare(Map<String, Cell> one, Map<String, Cell> other, String change, Table table) {
    Set<String> names = new LinkedHashSet<>(one.keySet());
    names.addAll(other.keySet());
    for (String name : names) {
      Cell a = one.getOrDefault(name, Cell.NONE);
      Cell b = other.getOrDefault(name, Cell.NONE);
      if (!a.words().equals(b.words())) {
        table.row(change, name, a, b);
      }
    }
  }

  private static Map<String, Cell> length(Region region) {
    return Map.of("(length)", region.isArray() ? new Cell(region.length(), String.valueOf(region.length()))
        : new Cell(null, "one"));
  }

  private static Map<String, Cell> values(Look look) {
    Map<String, Cell> cells = new LinkedHashMap<>();
    Cells.leaves(look.read(ValuePath.of("", look.type())).value())
        .forEach((path, leaf) -> cells.put(path, Cells.cell((Value.Leaf) leaf)));
    return cells;
  }
}

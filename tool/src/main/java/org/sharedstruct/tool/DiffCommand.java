package org.sharedstruct.tool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.sharedstruct.format.Schema;
import org.sharedstruct.region.Region;
import org.sharedstruct.tool.output.Cells;
import org.sharedstruct.tool.output.Output;
import org.sharedstruct.tool.output.Table;
import org.sharedstruct.tool.value.Look;
import org.sharedstruct.tool.value.Value;
import org.sharedstruct.tool.value.ValuePath;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Parameters;

/** Compares two regions. */
@Command(name = "diff", mixinStandardHelpOptions = true,
    description = {"Shows what is different between two regions.",
        "", "First their forms, then the places of their fields, then values. Each is read as one commit left it."
            + " Prints nothing if they are the same."},
    footer = {"", "Example:", "  sharedstruct diff /dev/shm/robot /backup/robot"})
final class DiffCommand implements Callable<Integer> {

  private static final String NONE = "-";

  @Parameters(index = "0", paramLabel = "A", description = "A region.")
  private Path first;

  @Parameters(index = "1", paramLabel = "B", description = "Another one.")
  private Path second;

  @Override
  public Integer call() throws IOException {
    Table table = new Table("what", "A", "B");
    try (Look one = Look.at(first); Look other = Look.at(second)) {
      compare(heads(one.region()), heads(other.region()), table);
      compare(places(one.region().schema()), places(other.region().schema()), table);
      compare(values(one), values(other), table);
    }
    try (Output out = new Output()) {
      if (!table.isEmpty()) {
        table.write(out, Ansi.AUTO);
      }
    }
    return 0;
  }

  private static void compare(Map<String, String> one, Map<String, String> other, Table table) {
    Set<String> names = new LinkedHashSet<>(one.keySet());
    names.addAll(other.keySet());
    for (String name : names) {
      String a = one.getOrDefault(name, NONE);
      String b = other.getOrDefault(name, NONE);
      if (!a.equals(b)) {
        table.row(name, a, b);
      }
    }
  }

  private static Map<String, String> heads(Region region) {
    Schema schema = region.schema();
    Map<String, String> heads = new LinkedHashMap<>();
    heads.put("(struct)", schema.name());
    heads.put("(size)", schema.size() + (schema.sized() ? "+" : ""));
    heads.put("(length)", region.isArray() ? String.valueOf(region.length()) : "one");
    return heads;
  }

  private static Map<String, String> places(Schema schema) {
    return schema.members().stream().collect(Collectors.toMap(member -> "(" + member.name() + ")",
        member -> member.type() + "@" + member.offset(), (one, _) -> one, LinkedHashMap::new));
  }

  private static Map<String, String> values(Look look) {
    Map<String, String> words = new LinkedHashMap<>();
    Cells.leaves(look.read(ValuePath.of("", look.type())).value())
        .forEach((path, leaf) -> words.put(path, Cells.word((Value.Leaf) leaf)));
    return words;
  }
}

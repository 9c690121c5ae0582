package org.sharedstruct.tool;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.sharedstruct.tool.output.Cells;
import org.sharedstruct.tool.output.Output;
import org.sharedstruct.tool.output.Table;
import org.sharedstruct.tool.transfer.Assignment;
import org.sharedstruct.tool.transfer.Writing;
import org.sharedstruct.tool.value.Look;
import org.sharedstruct.tool.value.Place;
import org.sharedstruct.tool.value.Store;
import org.sharedstruct.tool.value.Type;
import org.sharedstruct.tool.value.Value;
import org.sharedstruct.tool.value.WrongPathException;
import org.sharedstruct.tool.value.WrongValueException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Stores values. */
@Command(name = "set", mixinStandardHelpOptions = true,
    description = {"Stores values in a region, as one commit.",
        "", "Others see all of them or none, also if this process is killed meanwhile. Nothing is stored if one of"
            + " them is wrong. Without --write it only shows what would change,"
            + " and the exit status is 2."},
    footer = {"", "Examples:",
        "  sharedstruct set --write /dev/shm/robot pose.x=2 state=BUSY 'name=R 2'",
        "  sharedstruct set --write /dev/shm/robots '[3].pose={\"x\":1,\"y\":2}'"})
final class SetCommand implements Callable<Integer> {

  private static final int MISUSED = 2;

  @Option(names = "--write", description = "Do it. Without this nothing is changed.")
  private boolean isToWrite;

  @Option(names = "--timeout", paramLabel = "TIME", defaultValue = "5s", converter = TimeWord.class,
      description = "How long to wait for the lock: 500ms, 5s, 2m; default: ${DEFAULT-VALUE}.")
  private Duration timeout;

  @Parameters(index = "0", paramLabel = "FILE", description = "The region.")
  private Path file;

  @Parameters(index = "1..*", paramLabel = "FIELD=VALUE", arity = "1..*",
      description = {"A field and its new value: pose.x=2, [3].one=5.",
          "A struct or an array as a whole is given as JSON: pose={\"x\":1,\"y\":2}, sample=[1,2,3]."})
  private List<String> words;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    List<Assignment> assignments;
    try (Look look = Look.at(file)) {
      List<String> problems = new ArrayList<>();
      assignments = assignments(look, problems);
      if (!problems.isEmpty()) {
        problems.forEach(problem -> Failures.say(spec.commandLine(), problem));
        return MISUSED;
      }
      if (!isToWrite) {
        show(look, assignments);
        Failures.say(spec.commandLine(), "nothing is changed yet: add --write");
        return MISUSED;
      }
    }
    try (Writing writing = Writing.to(file, "sharedstruct set", timeout)) {
      Type type = Type.of(writing.region());
      writing.commit(words.stream().flatMap(word -> Assignment.of(word, type).stores().stream()).toList());
    }
    return 0;
  }

  private List<Assignment> assignments(Look look, List<String> problems) {
    List<Assignment> assignments = new ArrayList<>();
    for (String word : words) {
      try {
        Assignment assignment = Assignment.of(word, look.type());
        assignments.stream().filter(assignment::overlaps).findFirst().ifPresent(other -> problems.add(
            assignment.path() + " is given twice" + (other.path().equals(assignment.path()) ? ""
                : ": it is in " + other.path() + ", or that is in it")));
        assignments.add(assignment);
      } catch (WrongPathException | WrongValueException wrong) {
        problems.add(wrong.getMessage());
      }
    }
    long elements = assignments.stream().mapToLong(assignment -> assignment.place().element()).distinct().count();
    if (elements > 1 && !look.region().geometry().atomic()) {
      problems.add(file + " is not atomic as a whole, so that " + elements
          + " elements cannot be one commit: set one element at a time");
    }
    return assignments;
  }

  private static void show(Look look, List<Assignment> assignments) throws IOException {
    Table table = new Table("field", "now", "then");
    for (Assignment assignment : assignments) {
      Place place = assignment.place();
      MemorySegment bytes = look.bytes(place.element());
      Map<String, Value> now = Cells.leaves(place.type().read(bytes, place.offset())); // before the bytes change
      for (Store store : assignment.stores()) {
        store.in(bytes, 0);
      }
      Iterator<Value> then = Cells.leaves(place.type().read(bytes, place.offset())).values().iterator();
      for (Map.Entry<String, Value> leaf : now.entrySet()) {
        String within = leaf.getKey();
        table.row(assignment.path() + (within.isEmpty() || within.startsWith("[") ? "" : ".") + within,
            Cells.word((Value.Leaf) leaf.getValue()), Cells.word((Value.Leaf) then.next()));
      }
    }
    try (Output out = new Output()) {
      table.write(out, Ansi.AUTO);
    }
  }
}

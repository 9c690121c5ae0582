package org.sharedstruct.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sharedstruct.SharedMemory;

/**
 * What {@code docs/tool.md} shows is what the commands print. Numbers that are others each time are
 * masked. With {@code -Dtool.page=write} the page gets what they print now.
 */
class ToolPageTest {

  private static final Path PAGE = Path.of("..", "docs", "tool.md");
  private static final String PROMPT = "$ sharedstruct ";

  @TempDir Path folder;

  @Test
  void thePageShowsWhatTheCommandsPrint() throws Exception {
    String page = Files.readString(PAGE);
    try (SharedRobot robot = SharedRobot.create(folder.resolve("robot"), SharedMemory.name("Planner"))) {
      robot.guarded().update(Robots::fill);
      robot.guarded().count(41);
      robot.copyTo(folder.resolve("copy"));
      robot.guarded().update(values -> {
        values.count(42);
        values.pose().x(2.5);
      });
      try (SharedPair.Array pairs = SharedPair.Array.create(folder.resolve("pairs"), 3)) {
        for (int i = 0; i < 3; i++) {
          pairs.guarded().set(i, new PairRecord(i, 10L * i));
        }
      }
      Path lab = Files.createDirectory(folder.resolve("lab"));
      SharedWide.create(lab.resolve("wide")).close();
      org.sharedstruct.tool.next.SharedWide.create(lab.resolve("wider")).close();
      SharedPair.create(lab.resolve("pair")).close();
      try (Child killed = Child.start("half", lab.resolve("pair"))) {
        killed.kill();
      }
      Path arm = Files.createDirectory(folder.resolve("arm"));
      String now;
      try (Mover mover = new Mover(arm.resolve("tip"))) {
        now = withOutput(page);
        mover.requireMoving();
      }
      if (System.getProperty("tool.page", "").equals("write")) {
        Files.writeString(PAGE, now);
      }
      assertThat(mask(page)).isEqualTo(mask(now));
    }
  }

  @Test
  void thePictureOnThePageIsOfTheStruct() throws Exception {
    Path picture = PAGE.resolveSibling("layout.svg");
    String now = Run.of("layout", "--svg", "-cp", LayoutTest.CLASSES, Robot.class.getName()).output();
    if (System.getProperty("tool.page", "").equals("write")) {
      Files.writeString(picture, now);
    }
    assertThat(Files.readString(picture)).isEqualTo(now);
    assertThat(Files.readString(PAGE)).contains("](layout.svg)");
  }

  @Test
  void thePageShowsEachCommand() throws Exception {
    String page = Files.readString(PAGE);
    List<String> commands = Run.of("--help").output().lines().dropWhile(line -> !line.equals("Commands:")).skip(1)
        .takeWhile(line -> !line.isEmpty()).filter(line -> line.matches("  \\w.*"))
        .map(line -> line.strip().split(" ")[0]).toList();
    assertThat(commands).isNotEmpty().allSatisfy(command -> assertThat(page).contains("\n## " + command + ": "));
  }

  /** The page, with what each command prints now. */
  private String withOutput(String page) throws Exception {
    List<String> lines = new ArrayList<>();
    boolean isConsole = false;
    for (String line : page.lines().toList()) {
      isConsole = line.startsWith("```") ? line.equals("```console") : isConsole;
      if (!isConsole || line.startsWith("```") || line.startsWith(PROMPT)) {
        lines.add(line);
      }
      if (isConsole && line.startsWith(PROMPT)) {
        lines.addAll(output(line.substring(PROMPT.length())));
      }
    }
    return String.join("\n", lines) + "\n";
  }

  private List<String> output(String command) throws Exception {
    Object[] words = Arrays.stream(command.split(" "))
        .map(word -> word.replace("'", "").replace("/dev/shm", folder.toString())).toArray();
    Run run = Run.of(words);
    return (run.out() + run.err()).replace(folder.toString(), "/dev/shm").lines().collect(Collectors.toList());
  }

  /**
   * Process ids, threads and times; versions, places and rates of what moves; and the widths of
   * columns and where sentences break, which follow from those and from the folder.
   */
  private static String mask(String page) {
    return page.replaceAll("\\n {12}(?=\\S)", " ")
        .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:]{8}(\\.\\d+)?Z", "TIME")
        .replaceAll("TIME \\d+ x=\\S+ y=\\S+", "TIME VERSION PLACE")
        .replaceAll("(?m)^( *\\d+\\.\\d){5} +(\\d)$", "RATES $2").replaceAll("(?i)thread \\d+", "thread N")
        .replaceAll("process \\d+", "process N").replaceAll("(?m)^ *\\d+ +Planner", "PID Planner")
        .replaceAll(" +", " ").replaceAll("(?m)^ | $", "");
  }
}

package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What README shows to newcomers compiles and runs as it stands there. */
class ReadmeTest {

  private static final Pattern CODE = Pattern.compile("```(xml|java|python|c|sh)\n(.*?)```", Pattern.DOTALL);
  private static final String CLASS_PATH = System.getProperty("java.class.path");

  @TempDir Path folder;

  @Test
  void twoProcessesShareAStruct() throws Exception {
    List<String> java = blocks("java");
    write("XY.java", java.get(0));
    write("Writer.java", java.get(1));
    write("Reader.java", java.get(2));
    compile("XY.java", "Writer.java", "Reader.java");
    try (ChildJvm writer = run("Writer"); ChildJvm reader = run("Reader")) {
      List<String> seen = reader.finish();
      writer.finish();
      assertThat(seen).hasSizeGreaterThan(5).allSatisfy(line -> {
        Matcher record = Pattern.compile("XYRecord\\[x=(.+), y=(.+)]").matcher(line);
        assertThat(record.matches()).as(line).isTrue();
        float x = Float.parseFloat(record.group(1));
        assertThat(Float.parseFloat(record.group(2))).isEqualTo(x * x);
      });
    }
  }

  @Test
  void programsInPythonAndCGoOnWithTheStruct() throws Exception {
    write("XY.java", blocks("java").get(0));
    write("Writer.java", blocks("java").get(1));
    write("seen.py", blocks("python").getFirst());
    write("next.c", """
        #include "sharedstruct.h"
        #include "XY.h"
        int main(void) {
        %s
          return shs_close(&target);
        }
        """.formatted(blocks("c").getFirst()));
    compile("-Asharedstruct.headers=" + folder, "XY.java", "Writer.java");
    Path next = folder.resolve("next");
    Tool.run("gcc", "-std=c11", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-o", next, next + ".c");
    try (ChildJvm writer = run("Writer")) {
      writer.finish();
    }
    ProcessBuilder command = new ProcessBuilder("python3", "-B", "-u", folder.resolve("seen.py").toString());
    command.environment().put("PYTHONPATH", root().resolve("python").toString());
    try (ChildJvm python = ChildJvm.start(command)) {
      assertThat(python.nextLine()).as("behind 9.5 of the writer").isEqualTo("XY(x=10.5, y=110.25)");
      Tool.run(next);
      assertThat(python.finish()).containsExactly("XY(x=10.5, y=110.25)", "XY(x=11.5, y=132.25)");
    }
  }

  @Test
  void fromNothingTakesFortyLines() throws Exception {
    long lines = Stream.concat(blocks("xml").stream().limit(1), blocks("java").stream().limit(3))
        .flatMap(String::lines).filter(line -> !line.isBlank()).count();
    assertThat(lines).isLessThanOrEqualTo(40);
  }

  @Test
  void theBuildServerRunsTheTestCommand() throws Exception {
    assertThat(blocks("sh")).contains("mvn verify\n");
    assertThat(Files.readString(root().resolve(".ci/run"))).endsWith("exec mvn verify\n");
  }

  private static Path root() {
    Path here = Path.of("").toAbsolutePath();
    return Files.exists(here.resolve("README.md")) ? here : here.getParent();
  }

  private static List<String> blocks(String language) throws Exception {
    List<String> blocks = new ArrayList<>();
    Matcher code = CODE.matcher(Files.readString(root().resolve("README.md")));
    while (code.find()) {
      if (code.group(1).equals(language)) {
        blocks.add(code.group(2));
      }
    }
    return blocks;
  }

  /** The same text, but for the folder, so that nobody else's region is met. */
  private void write(String file, String text) throws Exception {
    Files.writeString(folder.resolve(file), text.replace("/dev/shm/", folder + "/"));
  }

  private void compile(String... optionsAndFiles) {
    List<String> arguments = new ArrayList<>(List.of(
        "-Xlint:all", "-Werror", "-classpath", CLASS_PATH, "-processorpath", CLASS_PATH, "-d", folder.toString()));
    Stream.of(optionsAndFiles).map(word -> word.startsWith("-") ? word : folder.resolve(word).toString())
        .forEach(arguments::add);
    int status = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
    assertThat(status).as("status of the compiler").isZero();
  }

  private ChildJvm run(String program) throws Exception {
    return ChildJvm.start(new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(),
        "-classpath", folder + System.getProperty("path.separator") + CLASS_PATH, program));
  }
}

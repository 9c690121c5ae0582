package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sharedstruct.kernel.ProcessName;

/** What a process is called follows from its command line, as the launcher of Java reads it. */
class ProcessNameTest {

  @ParameterizedTest
  @CsvSource({
      "java Main, Main",
      "/usr/lib/jvm/bin/java -Xmx1g -cp lib/*:classes com.acme.Planner --port 80, Planner",
      "java --class-path a.jar com.acme.Planner -jar x.jar, Planner",
      "java --class-path=a.jar com.acme.Planner$Inner, Planner$Inner",
      "java -Dx=y -jar /opt/acme/planner-1.2.jar run, planner-1.2.jar",
      "java -p mods --add-modules ALL-SYSTEM -m acme.planner/com.acme.Planner, Planner",
      "java --module-path mods --module acme.planner/com.acme.Planner, Planner",
      "java --enable-native-access ALL-UNNAMED --source 25 src/Planner.java, Planner.java",
      "java @options com.acme.Planner, Planner",
      "java @all, java",
      "java -version, java",
      "java -cp, java",
      "java -jar, java",
      "/usr/bin/python3 planner.py, python3",
      "'nginx: worker process', 'nginx: worker process'",
      "'', ''"})
  void itIsThatOfTheMainClassOrJar(String line, String name) {
    List<String> words = line.startsWith("nginx") ? List.of(line) : List.of(line.split(" "));
    assertThat(ProcessName.of(words)).isEqualTo(name);
  }

  @Test
  void aCommandLineWithoutWordsIsNone() {
    assertThat(ProcessName.of(List.of())).isEmpty();
  }

  @Test
  void oneThatIsNotThereHasNoName() {
    assertThat(ProcessName.of(Long.MAX_VALUE)).isEmpty();
    assertThat(ProcessName.ofThis()).isEqualTo(ProcessName.of(ProcessHandle.current().pid())).isNotEmpty();
  }
}

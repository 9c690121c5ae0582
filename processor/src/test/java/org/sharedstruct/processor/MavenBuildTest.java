package org.sharedstruct.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sharedstruct.SharedStruct;

/** A user's project, built by Maven again and again with what the last build has left. */
class MavenBuildTest {

  private static final String XY = """
      package p;

      @org.sharedstruct.SharedStruct
      public interface XY {
        float x();
      }
      """;

  private static final String MAIN = """
      package p;

      class Main {
        static float x() {
          return new XYRecord(1).x();
        }
      }
      """;

  @TempDir Path folder;

  @BeforeEach
  void buildOnce() throws Exception {
    Path runtime = Path.of(Program.ourPath(SharedStruct.class));
    if (Files.isDirectory(runtime)) { // Maven takes a jar alone
      Path jar = folder.resolve("runtime.jar");
      Program.run(folder, List.of(Program.ofJdk("jar"), "--create", "--file", jar.toString(), "-C", runtime.toString(), "."))
          .successfulOutput();
      runtime = jar;
    }
    String processorPath = Program.path(Program.ourPath(SharedStructProcessor.class),
        Program.ourPath(SharedStruct.class), Program.jars("javapoet"));
    Files.writeString(folder.resolve("pom.xml"), """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          <groupId>user</groupId>
          <artifactId>user</artifactId>
          <version>1</version>
          <properties>
            <maven.compiler.release>25</maven.compiler.release>
            <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
          </properties>
          <dependencies>
            <dependency>
              <groupId>org.sharedstruct</groupId>
              <artifactId>sharedstruct</artifactId>
              <version>1</version>
              <scope>system</scope>
              <systemPath>%s</systemPath>
            </dependency>
          </dependencies>
          <build>
            <plugins>
              <plugin>
                <artifactId>maven-resources-plugin</artifactId>
                <version>%s</version>
              </plugin>
              <plugin>
                <artifactId>maven-compiler-plugin</artifactId>
                <version>%s</version>
                <configuration>
                  <fork>true</fork>
                  <executable>%s</executable>
                  <compilerArgs>
                    <arg>--processor-path=%s</arg>
                    <arg>-proc:full</arg>
                  </compilerArgs>
                </configuration>
              </plugin>
            </plugins>
          </build>
        </project>
        """.formatted(runtime, System.getProperty("version.resources"),
            System.getProperty("version.compiler"), Program.ofJdk("javac"), processorPath));
    write("XY", XY);
    write("Main", MAIN);
    write("Other", "package p;\n\nclass Other {}\n");
    build().successfulOutput();
    assertThat(generated()).containsExactlyInAnyOrder(
        "SharedXY.java", "RawXY.java", "GuardedXY.java", "XYRecord.java");
  }

  @Test
  void goesOnAfterAnotherClassHasChangedOrNothingHas() throws Exception {
    assertSilent(build());
    write("Other", "package p;\n\nclass Other {\n  int more;\n}\n");
    assertSilent(build());
  }

  /** Code that still uses the old name gets the error, on the user's own line. */
  @Test
  void goesOnAfterAFieldWasRenamed() throws Exception {
    write("XY", XY.replace("x()", "east()"));
    Program build = build();
    assertThat(build.exitCode()).isNotZero();
    assertThat(build.output()).contains("Main.java:[5,").doesNotContain("RawXY.java");
    write("Main", MAIN.replace("x();", "east();"));
    assertSilent(build());
    assertThat(Files.readString(generatedFolder().resolve("RawXY.java"))).contains("east()").doesNotContain("x()");
  }

  @Test
  void goesOnAfterAStructWasRenamedOrDeleted() throws Exception {
    Files.delete(sources().resolve("XY.java"));
    write("Point", XY.replace("XY", "Point"));
    write("Main", MAIN.replace("XY", "Point"));
    assertSilent(build());
    Files.delete(sources().resolve("Point.java"));
    write("Main", "package p;\n\nclass Main {}\n");
    assertSilent(build());
  }

  /** What Maven itself is warned of by its JDK is not meant. */
  private static void assertSilent(Program build) {
    assertThat(build.successfulOutput()).doesNotContain("[WARNING]", "[ERROR]");
  }

  private Program build() throws IOException, InterruptedException {
    return Program.run(folder, List.of(Path.of(System.getProperty("maven.home"), "bin", "mvn").toString(),
        "-o", "-q", "-B", "-Dmaven.repo.local=" + System.getProperty("maven.repository"), "compile"));
  }

  private Path sources() {
    return folder.resolve("src/main/java/p");
  }

  private void write(String name, String text) throws IOException {
    Files.createDirectories(sources());
    Files.writeString(sources().resolve(name + ".java"), text);
  }

  private Path generatedFolder() {
    return folder.resolve("target/generated-sources/annotations/p");
  }

  private List<String> generated() throws IOException {
    try (Stream<Path> files = Files.list(generatedFolder())) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toList());
    }
  }
}

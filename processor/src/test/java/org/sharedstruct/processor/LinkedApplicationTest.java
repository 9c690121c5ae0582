package org.sharedstruct.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sharedstruct.SharedStruct;

/** An application of two modules, one with the structs and one that uses them, becomes an image with a JVM of its own. */
class LinkedApplicationTest {

  @TempDir Path folder;

  @Test
  void sharesAStructFromAnImage() throws Exception {
    Compiled geometry = Compilation.by(Compiler.JAVAC, folder.resolve("geometry")).modular()
        .source("module-info.java",
            "module geometry { requires transitive org.sharedstruct; exports geometry; }")
        .source("geometry/XY.java", """
            package geometry;

            @org.sharedstruct.SharedStruct
            public interface XY {
              float x();

              float y();
            }
            """)
        .run();
    assertThat(geometry.messages()).isEmpty();
    Compiled application = Compilation.by(Compiler.JAVAC, folder.resolve("application")).modular()
        .dependingOn(geometry)
        .source("module-info.java", "module application { requires geometry; }")
        .source("application/Main.java", """
            package application;

            import geometry.GuardedXY;
            import geometry.SharedXY;
            import geometry.XYRecord;
            import java.nio.file.Path;

            final class Main {
              private Main() {}

              static void main(String[] arguments) throws Exception {
                try (SharedXY shared = SharedXY.create(Path.of(arguments[0]), new XYRecord(1, 2));
                    SharedXY again = SharedXY.open(Path.of(arguments[0]))) {
                  GuardedXY xy = shared.guarded();
                  xy.update(raw -> raw.x(raw.x() + 10));
                  System.out.println(again.guarded().snapshot());
                }
              }
            }
            """)
        .run();
    assertThat(application.messages()).isEmpty();
    Path image = folder.resolve("image");
    Program.run(folder, List.of(Program.ofJdk("jlink"),
        "--module-path", Program.path(application.classes(), geometry.classes(), Program.ourPath(SharedStruct.class)),
        "--add-modules", "application", "--output", image.toString())).successfulOutput();
    String java = image.resolve("bin/java").toString();
    assertThat(Program.run(folder, List.of(java, "-m", "application/application.Main",
        folder.resolve("xy").toString())).successfulOutput()).isEqualTo("XYRecord[x=11.0, y=2.0]\n");
    assertThat(Program.run(folder, List.of(java, "--list-modules")).successfulOutput().lines()
        .map(module -> module.split("@")[0]))
        .containsExactly("application", "geometry", "java.base", "org.sharedstruct");
  }
}

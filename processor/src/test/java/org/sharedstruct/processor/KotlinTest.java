package org.sharedstruct.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sharedstruct.SharedStruct;

/** Kotlin interfaces as structs: kapt runs the processor, as in a build of Gradle or Maven, and a Kotlin program uses them. */
class KotlinTest {

  private static final String KAPT = "plugin:org.jetbrains.kotlin.kapt3:";

  private static final String STANDARD = Program.jars("kotlin-stdlib", "annotations");

  @TempDir Path folder;

  @Test
  void propertiesAndFunctionsAreFields() throws Exception {
    Path source = write("Particle.kt", """
        package k

        import java.nio.file.Path
        import org.sharedstruct.Length
        import org.sharedstruct.SharedStruct
        import org.sharedstruct.Unsigned
        import org.sharedstruct.Update

        @SharedStruct
        interface Particle {
          /** Metres to the east. */
          val x: Float
          var mass: Double
          fun id(): Int
          @get:Length(8) val name: String
          @get:Unsigned(32) var count: Long
          val isAlive: Boolean
          @Length(2) fun sample(index: Int): Short

          fun isHeavy(): Boolean = mass > HEAVY

          @Update
          fun grow() {
            mass = mass * 2
          }

          companion object {
            const val HEAVY = 10.0
          }
        }

        fun main(arguments: Array<String>) {
          val initial = ParticleRecord(1.5f, 6.0, 7, "abc", 4_000_000_000, true, shortArrayOf(8, 9))
          SharedParticle.create(Path.of(arguments[0]), initial).use { shared ->
            val particle = shared.guarded()
            println("${particle.isHeavy()} ${particle.count} ${particle.name} ${particle.sample(1)}")
            particle.grow()
            particle.count = 3
            particle.update { it.mass = it.mass + 1 }
            println("${particle.isHeavy()} ${particle.mass} ${particle.id()} ${particle.isAlive}")
            println(particle.snapshot())
          }
        }
        """);
    kapt(source).successfulOutput();
    assertThat(Files.readString(folder.resolve("java/k/RawParticle.java"))).contains("Metres to the east.");
    compile(source);
    assertThat(Program.run(folder, List.of(Program.ofJdk("java"), "-classpath",
        Program.path(folder.resolve("classes"), Program.ourPath(SharedStruct.class), STANDARD),
        "k.ParticleKt", folder.resolve("particle").toString())).successfulOutput()).isEqualTo("""
        false 4000000000 abc 9
        true 13.0 7 true
        ParticleRecord[x=1.5, mass=13.0, id=7, name=abc, count=3, alive=true, sample=[8, 9]]
        """);
  }

  @Test
  void annotationsOfPropertiesAreSentToTheGetter() throws Exception {
    assertThat(errors("""
        package k

        import org.sharedstruct.*

        @SharedStruct
        interface Wrong {
          @Length(8) val name: String
          @Align(64) val x: Int
          val missing: String
        }
        """)).containsExactlyInAnyOrder(
        "[kotlin-property] getName() has @Length on its Kotlin property, where Java does not see it. Write @get:Length",
        "[kotlin-property] getX() has @Align on its Kotlin property, where Java does not see it. Write @get:Align",
        "[length-missing] getMissing() is String, a text of no fixed length. Say how long it is: @Length(32) String"
            + " getMissing()");
  }

  @Test
  void valueClassesAreNotLost() throws Exception {
    assertThat(errors("""
        package k

        import org.sharedstruct.SharedStruct

        @SharedStruct
        interface Wrong {
          val x: Int
          var count: UInt
          fun total(): ULong
        }
        """)).containsExactly("[kotlin-value-class] k.Wrong has members of value classes of Kotlin, such as UInt:"
        + " getCount, total. Java cannot call them, so that they would be lost. Declare numbers that Java has, for"
        + " instance: @get:Unsigned(32) val count: Long");
  }

  private List<String> errors(String source) throws Exception {
    Program kapt = kapt(write("Wrong.kt", source));
    assertThat(kapt.exitCode()).isNotZero();
    return kapt.output().lines().filter(line -> line.contains(" error: ["))
        .map(line -> line.substring(line.indexOf(" error: [") + " error: ".length()))
        .toList();
  }

  /** Shows the interfaces to the processor, whose files go to the folder java. */
  private Program kapt(Path source) throws Exception {
    String ours = Program.path(Program.ourPath(SharedStructProcessor.class), Program.ourPath(SharedStruct.class),
        Program.jars("javapoet"));
    List<String> options = new ArrayList<>(List.of("-Xplugin=" + Program.jars("kotlin-annotation-processing-embeddable"),
        "-P", KAPT + "aptMode=stubsAndApt", "-P", KAPT + "correctErrorTypes=true",
        "-P", KAPT + "sources=" + Files.createDirectories(folder.resolve("java")),
        "-P", KAPT + "classes=" + Files.createDirectories(folder.resolve("classes")),
        "-P", KAPT + "stubs=" + Files.createDirectories(folder.resolve("stubs"))));
    for (String part : ours.split(File.pathSeparator)) {
      options.addAll(List.of("-P", KAPT + "apclasspath=" + part));
    }
    return kotlinc(options, source);
  }

  /** Compiles Kotlin, which sees the sources of what was generated, and then that. */
  private void compile(Path source) throws Exception {
    Path classes = folder.resolve("classes");
    kotlinc(List.of("-Werror"), source, folder.resolve("java")).successfulOutput();
    List<String> javac = new ArrayList<>(List.of(Program.ofJdk("javac"), "--release", "25", "-proc:none", "-Xlint:all",
        "-Werror", "-d", classes.toString(),
        "-classpath", Program.path(classes, Program.ourPath(SharedStruct.class), STANDARD)));
    Inputs.filesIn(folder.resolve("java")).forEach(file -> javac.add(file.toString()));
    assertThat(Program.run(folder, javac).successfulOutput()).isEmpty();
  }

  private Program kotlinc(List<String> options, Path... sources) throws Exception {
    List<String> command = new ArrayList<>(List.of(Program.ofJdk("java"), "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow", "-classpath", Program.path(STANDARD, Program.jars(
            "kotlin-compiler-embeddable", "kotlin-script-runtime", "kotlin-reflect", "kotlin-daemon-embeddable",
            "kotlinx-coroutines-core-jvm", "kotlin-annotation-processing-embeddable")),
        "org.jetbrains.kotlin.cli.jvm.K2JVMCompiler", "-jvm-target", "25", "-jdk-home", System.getProperty("java.home"),
        "-no-stdlib", "-no-reflect", "-classpath", Program.path(STANDARD, Program.ourPath(SharedStruct.class)),
        "-d", folder.resolve("classes").toString()));
    command.addAll(options);
    for (Path source : sources) {
      command.add(source.toString());
    }
    return Program.run(folder, command);
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve("kotlin").resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}

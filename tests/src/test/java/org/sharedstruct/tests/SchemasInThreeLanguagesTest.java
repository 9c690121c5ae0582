package org.sharedstruct.tests;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sharedstruct.SchemaMismatchException;
import org.sharedstruct.SharedMemory;
import org.sharedstruct.format.Format;
import org.sharedstruct.tests.child.RegionWords;

/** A region with another struct is refused in Java, C and Python, each naming the path and the same differences. */
class SchemasInThreeLanguagesTest {

  /** One interface, as versions of a program may have it. */
  enum Version {
    ORIGINAL("Target", "", "float x(); float y(); int n(); @Length(8) String name();"),
    RENAMED("Target", "", "float x(); float north(); int n(); @Length(8) String name();"),
    RETYPED("Target", "", "double x(); float y(); @Unsigned(32) long n(); @Length(8) String name();"),
    MOVED("Target", "", "float y(); float x(); int n(); @Length(8) String name();"),
    LONGER("Target", "", "float x(); float y(); int n(); @Length(9) String name(); UUID id();"),
    SHORTER("Target", "", "float x();"),
    OTHER("Robot", "", "float x(); float y(); int n(); @Length(8) String name();"),
    NESTED("Target", "", "float x(); Inner in(); @Length(2) Inner ins(int i); Mode mode();"),
    NESTED_OTHERWISE("Target", "", "float x(); Inner in(); @Length(3) Inner ins(int i); Mode mode();"),
    SIZED("Target", "(size = 64)", "float x(); float y(); int n(); @Length(8) String name();"),
    SIZED_LARGER("Target", "(size = 128)", "float x(); float y(); int n(); @Length(8) String name();"),
    GROWN("Target", "(size = 64)", "float x(); float y(); int n(); @Length(8) String name(); Mode mode(); long more();"),
    GROWN_OTHERWISE("Target", "(size = 64)", "float x(); float y(); int n(); @Length(8) String name(); long less();"),
    GROWN_BETWEEN("Target", "(size = 64)", "float x(); float y(); int n(); @Length(8) String nom(); byte b();"),
    SIZED_RETYPED("Target", "(size = 64)", "float x(); int y(); int n(); @Length(7) String name();");

    private final String struct;
    private final String source;

    Version(String struct, String size, String fields) {
      this.struct = struct;
      source = """
          package %s;

          import java.util.UUID;
          import org.sharedstruct.*;

          @SharedStruct%s
          public interface %s {
            enum Mode { OFF, ON }
            @SharedStruct interface Inner { int a(); %s b(); }
            %s
          }
          """.formatted(packageName(), size, struct, name().equals("NESTED_OTHERWISE") ? "double" : "long", fields);
    }

    String packageName() {
      return "versions." + name().toLowerCase(java.util.Locale.ROOT);
    }

    String typeName() {
      return packageName() + "." + struct;
    }

    Class<?> handle(String form) throws Exception {
      return generated.loadClass(packageName() + ".Shared" + struct + form);
    }
  }

  @TempDir static Path programs;
  @TempDir static Path regions;

  private static final Map<Version, String> SCHEMAS = new HashMap<>();
  private static URLClassLoader generated;
  private static CMember c;
  private static ChildJvm python;

  @BeforeAll
  static void compile() throws Exception {
    Map<String, String> sources = new LinkedHashMap<>();
    for (Version version : Version.values()) {
      sources.put(version.typeName(), version.source);
    }
    generated = MemoryCompiler.compile(sources, Files.createDirectory(programs.resolve("classes")));
    c = CMember.compile("opener", programs, List.of("gcc", "-std=c11", "-O2"));
    python = ChildJvm.start(Python.command(Tool.copy("/python/opener.py", programs)));
    for (Version version : Version.values()) {
      Path path = create(version, "schema");
      long word = RegionWords.getLong(path, Format.SCHEMA);
      byte[] file = Files.readAllBytes(path);
      int at = (int) RegionWords.getLong(path, Format.SCHEMA_OFFSET);
      SCHEMAS.put(version, new String(Arrays.copyOfRange(file, at, at + (int) word), "UTF-8").replace('\n', ';'));
    }
  }

  @AfterAll
  static void end() throws Exception {
    python.close();
    generated.close();
  }

  private static Path create(Version version, String name) throws Exception {
    Path path = regions.resolve(name + "-" + version);
    Method create = version.handle("").getMethod("create", Path.class, SharedMemory.CreateOption[].class);
    ((AutoCloseable) create.invoke(null, path, new SharedMemory.CreateOption[0])).close();
    return path;
  }

  /** What each language says of a region that it opens as a version; "opened" if it can. */
  private static Map<Language, String> opened(Path path, Version version, String how) throws Exception {
    return Map.of(
        Language.JAVA, inJava(path, version, how),
        Language.C, inC(path, version, how),
        Language.PYTHON, inPython(path, version, how));
  }

  private static String inJava(Path path, Version version, String how) throws Exception {
    Calls calls = new Calls();
    Object options = how.equals("read") ? new SharedMemory.OpenOption[] {SharedMemory.READ_ONLY}
        : new SharedMemory.OpenOption[0];
    try {
      ((AutoCloseable) calls.on(version.handle(how.equals("array") ? "$Array" : ""), "open", path, options)).close();
      return "opened";
    } catch (SchemaMismatchException refused) {
      assertThat(refused.getMessage()).startsWith(path + ": ");
      return refused.differences().stream().collect(joining("; "));
    }
  }

  private static String inC(Path path, Version version, String how) throws Exception {
    String line = String.join("\n", c.run(path, how, SCHEMAS.get(version)));
    if (!line.equals("opened")) {
      assertThat(line).startsWith("5 " + path + ": ");
    }
    return line.replace("5 " + path + ": ", "");
  }

  private static String inPython(Path path, Version version, String how) throws Exception {
    python.send(how + " " + path + " " + SCHEMAS.get(version));
    return python.nextLine();
  }

  private static Map<Language, String> all(String what) {
    return Map.of(Language.JAVA, what, Language.C, what, Language.PYTHON, what);
  }

  @ParameterizedTest
  @EnumSource
  void allSayTheSame(Version file) throws Exception {
    for (Version program : Version.values()) {
      for (String how : List.of("read", "open")) {
        Path path = create(file, how + "-as-" + program);
        String inJava = inJava(path, program, how);
        Path other = create(file, how + "-as-" + program + "-in-C");
        assertThat(inC(other, program, how)).as("%s, %s as %s in C", how, file, program).isEqualTo(inJava);
        other = create(file, how + "-as-" + program + "-in-Python");
        assertThat(inPython(other, program, how)).as("%s, %s as %s in Python", how, file, program).isEqualTo(inJava);
        assertThat(opened(path, program, how)).as("%s again, %s as %s", how, file, program).isEqualTo(all(inJava));
        assertThat(inJava.equals("opened")).as("%s, %s as %s", how, file, program).isEqualTo(
            file == program || how.equals("open") && program.name().matches("SIZED|GROWN(_OTHERWISE)?")
            && file == Version.SIZED || program == Version.SIZED && file.name().matches("GROWN(_OTHERWISE)?"));
      }
    }
  }

  @Test
  void anotherFormIsToldInTheSameWords() throws Exception {
    Path one = create(Version.ORIGINAL, "one");
    assertThat(opened(one, Version.ORIGINAL, "array"))
        .isEqualTo(all("Target is a single struct in the file, an array here"));
    Path many = regions.resolve("many");
    try (SharedXY.Array array = SharedXY.Array.create(many, 3)) {
      assertThat(array.length()).isEqualTo(3);
      String text = "struct XY size 8 align 4;0 4 float x;4 4 float y;";
      String told = "XY is an array in the file, a single struct here";
      assertThat(c.run(many, "open", text)).containsExactly("5 " + many + ": " + told);
      python.send("open " + many + " " + text);
      assertThat(python.nextLine()).isEqualTo(told);
      assertThat(c.run(many, "array", text)).containsExactly("opened");
      assertThat(c.run(many, "array-of-4", text))
          .containsExactly("5 " + many + ": the array has 3 elements in the file, 4 here");
    }
  }

  /** Where fields differ and the form does, too, the fields are told. */
  @Test
  void fieldsAreToldBeforeTheForm() throws Exception {
    Path path = create(Version.RENAMED, "renamed");
    assertThat(opened(path, Version.ORIGINAL, "array")).isEqualTo(all(
        "y is missing in the file, float at byte 4 here; north is float at byte 4 in the file, missing here"));
  }
}

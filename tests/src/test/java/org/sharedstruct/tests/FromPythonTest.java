package org.sharedstruct.tests;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.foreign.StructLayout;
import java.lang.reflect.Method;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sharedstruct.SharedMemory;
import org.sharedstruct.SharedMemory.CreateOption;
import org.sharedstruct.tests.Manual.Block;

/** What {@code docs/from-python.md} shows does what it says there, in Python, Java and our Python. */
class FromPythonTest {

  private static final String JAVA_IMPORTS = """
      import java.lang.foreign.MemorySegment;
      import java.nio.ByteBuffer;
      import java.nio.ByteOrder;
      import java.nio.file.Path;
      import java.time.Duration;
      import java.util.Arrays;
      import java.util.List;
      import java.util.concurrent.locks.Lock;
      import java.util.concurrent.locks.ReentrantLock;
      import java.util.stream.IntStream;
      import org.sharedstruct.*;
      import org.sharedstruct.types.*;
      """;

  private static final String PYTHON_IMPORTS = """
      import ctypes
      from ctypes import *
      from multiprocessing import Lock, Process
      from multiprocessing.sharedctypes import *
      """;

  private static final Pattern TYPECODE = Pattern.compile("\\| `(.)` \\| `(c_\\w+)` \\| `Shared(\\w+)` \\|.*\\| (\\d) \\|");

  @TempDir Path folder;

  private static Manual manual() throws Exception {
    return Manual.read("docs/from-python.md");
  }

  // Python

  static List<Block> python() throws Exception {
    return manual().blocks("python", "").stream().filter(block -> !block.declares()).toList();
  }

  @ParameterizedTest
  @MethodSource("python")
  void whatPythonPrintsStandsBehindIt(Block block) throws Exception {
    assertThat(runPython(block.code())).isEqualTo(block.promised("#"));
  }

  static List<Block> ourPython() throws Exception {
    return manual().blocks("python", "sharedstruct");
  }

  @ParameterizedTest
  @MethodSource("ourPython")
  void whatOurPythonPrintsStandsBehindIt(Block block) throws Exception {
    assertThat(runOurPython(block.code())).isEqualTo(block.promised("#"));
  }

  /** A typecode is the same struct in our Python and in Java. */
  @Test
  void ourPythonOpensEachTypecodeThatJavaHasMade() throws Exception {
    List<String> codes = new ArrayList<>();
    for (String line : manual().lines()) {
      Matcher row = TYPECODE.matcher(line);
      if (row.matches()) {
        codes.add(row.group(1));
        Path path = folder.resolve("of " + (int) row.group(1).charAt(0));
        Class<?> type = Class.forName("org.sharedstruct.types.Shared" + row.group(3));
        ((SharedMemory) type.getMethod("create", Path.class, CreateOption[].class)
            .invoke(null, path, new CreateOption[0])).close();
      }
    }
    assertThat(codes).isNotEmpty();
    assertThat(runOurPython("""
        for code in %s:
            with sharedstruct.open(f'{os.path.dirname(path)}/of {ord(code)}', code) as opened:
                print(code, opened.value)
        """.formatted(codes.stream().collect(joining("', '", "['", "']")))))
        .isEqualTo(codes.stream().map(code -> code + ("fd".contains(code) ? " 0.0" : " 0")).toList());
  }

  private List<String> runOurPython(String code) throws Exception {
    return runPython("""
        import os, sys
        sys.path.insert(0, '%s')
        import sharedstruct
        path = '%s'
        """.formatted(Manual.root().resolve("python"), folder.resolve("region")) + code);
  }

  @Test
  void theTableOfTypecodesIsPythons() throws Exception {
    List<String> rows = manual().lines().stream().map(TYPECODE::matcher).filter(Matcher::matches).map(row -> {
      assertThat(layout(row.group(3)).byteSize()).as(row.group()).isEqualTo(Long.parseLong(row.group(4)));
      return "%s %s %s".formatted(row.group(1), row.group(2), row.group(4));
    }).toList();
    assertThat(rows).isNotEmpty().isEqualTo(runPython("""
        from multiprocessing.sharedctypes import typecode_to_type
        names = dict(zip('cubBhHiIlLqQfd', '''c_char c_wchar c_byte c_ubyte c_short c_ushort c_int c_uint
            c_long c_ulong c_longlong c_ulonglong c_float c_double'''.split()))
        for code, ctype in typecode_to_type.items():
            assert getattr(ctypes, names[code]) is ctype
            print(code, names[code], sizeof(ctype))
        """));
  }

  private List<String> runPython(String code) throws Exception {
    String declarations = manual().blocks("python", "").stream()
        .filter(Block::declares).map(Block::code).collect(joining("\n"));
    Path program = Files.writeString(folder.resolve("snippet.py"), PYTHON_IMPORTS + declarations + "\n" + code);
    return Tool.run("python3", "-B", program);
  }

  private static StructLayout layout(String type) {
    try {
      return (StructLayout) Class.forName("org.sharedstruct.types.Raw" + type).getField("LAYOUT").get(null);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  // Java

  static List<Block> java() throws Exception {
    return manual().blocks("java", "").stream().filter(block -> !block.declares()).toList();
  }

  @ParameterizedTest
  @MethodSource("java")
  void whatJavaPrintsStandsBehindIt(Block block) throws Exception {
    assertThat(runJava(compile(block))).isEqualTo(block.promised("//"));
  }

  static List<Block> javaForTwoProcesses() throws Exception {
    return manual().blocks("java", "no_run");
  }

  @ParameterizedTest
  @MethodSource("javaForTwoProcesses")
  void whatNeedsTwoProcessesCompiles(Block block) throws Exception {
    compile(block).close();
  }

  static List<Block> wrongJava() throws Exception {
    return manual().blocks("java", "compile_fail");
  }

  /** The compiler's own words, without the place. */
  @ParameterizedTest
  @MethodSource("wrongJava")
  void whatDoesNotCompileIsToldAsItStandsThere(Block block) throws Exception {
    String said = MemoryCompiler.errors(sources(block), folder)
        .replaceAll("(?m)^.*\\.java:\\d+: ", "")
        .replaceAll("(?m)^(Note: .*|1 error)\n", "");
    assertThat(said).isEqualTo(manual().after(block).code());
  }

  private URLClassLoader compile(Block block) throws Exception {
    return MemoryCompiler.compile(sources(block), Files.createDirectory(folder.resolve("classes")));
  }

  /** A snippet, with the structs that the page declares. */
  private static Map<String, String> sources(Block block) throws Exception {
    Map<String, String> sources = new LinkedHashMap<>();
    for (Block declaration : manual().blocks("java", "")) {
      if (declaration.declares()) {
        declare(sources, declaration);
      }
    }
    if (block.declares()) {
      declare(sources, block);
    } else {
      sources.put("Snippet", JAVA_IMPORTS + """

          final class Snippet {
            static void run(Path path) throws Exception {
          %s
            }
          }
          """.formatted(block.code().stripTrailing()));
    }
    return sources;
  }

  private static void declare(Map<String, String> sources, Block block) {
    Matcher name = Pattern.compile("interface (\\w+)").matcher(block.code());
    assertThat(name.find()).isTrue();
    sources.put(name.group(1), JAVA_IMPORTS + "\n" + block.code());
  }

  private List<String> runJava(URLClassLoader classes) throws Exception {
    PrintStream usual = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (classes) {
      Method run = classes.loadClass("Snippet").getDeclaredMethod("run", Path.class);
      run.setAccessible(true);
      System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
      run.invoke(null, folder.resolve("region"));
    } finally {
      System.setOut(usual);
    }
    return printed.toString(StandardCharsets.UTF_8).lines().toList();
  }
}

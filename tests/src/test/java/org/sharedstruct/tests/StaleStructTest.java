package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A struct or enum that was compiled again without the structs that contain it, as when a jar is replaced. */
class StaleStructTest {

  private static final String INNER = """
      package stale;

      @org.sharedstruct.SharedStruct
      public interface Inner {
        int a();
        float b();
      }
      """;

  private static final String MODE = """
      package stale;

      public enum Mode { ON, OFF }
      """;

  private static final String OUTER = """
      package stale;

      @org.sharedstruct.SharedStruct
      public interface Outer {
        byte first();
        @org.sharedstruct.Length(2)
        Inner inner(int index);
        Mode mode();
      }
      """;

  private static final String EXTENDING = """
      package stale;

      @org.sharedstruct.SharedStruct
      public interface Outer extends Inner {
        Mode mode();
      }
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      int a();   | byte z();int a();  | Outer was compiled with another Inner
      int a();   | float a();         | Outer was compiled with another Inner
      ON, OFF    | OFF, ON            | the enum of mode has the constants [OFF, ON], but had [ON, OFF]
      ON, OFF    | ON, OFF, DIM       | the enum of mode has the constants [ON, OFF, DIM]
      """)
  void isNoticedBeforeAnyAccess(String old, String replacement, String message) throws Exception {
    assertNoticed(OUTER, old, replacement, message);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      int a();   | byte z();int a();  | Outer was compiled with another Inner, which had no byte z of 1 bytes
      int a();   | long a();          | Outer was compiled with another Inner, which had no long a of 8 bytes
      """)
  void isNoticedInAStructThatExtendsIt(String old, String replacement, String message) throws Exception {
    assertNoticed(EXTENDING, old, replacement, message);
  }

  private void assertNoticed(String outer, String old, String replacement, String message) throws Exception {
    Path before = Files.createDirectory(folder.resolve("before"));
    Path after = Files.createDirectory(folder.resolve("after"));
    MemoryCompiler.compile(
        Map.of("stale.Inner", INNER, "stale.Mode", MODE, "stale.Outer", outer), before).close();
    MemoryCompiler.compile(Map.of("stale.Inner", INNER.replace(old, replacement),
        "stale.Mode", MODE.replace(old, replacement)), after).close();
    try (URLClassLoader mixed = new URLClassLoader(
        new URL[] {after.toUri().toURL(), before.toUri().toURL()}, getClass().getClassLoader())) {
      assertThatThrownBy(() -> Class.forName("stale.RawOuter", true, mixed))
          .isInstanceOf(ExceptionInInitializerError.class)
          .cause().isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith(message)
          .message().matches("(?s).*compile (it|Outer) again");
    }
  }
}

package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.MethodRefEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sharedstruct.tests.child.JavaCommand;
import org.sharedstruct.tests.child.SaysNumbers;

/** What the library says is the same in every locale. */
class LocaleTest {

  /** What formats in the default locale, or changes letters as that does. */
  private static final Set<String> OF_DEFAULT_LOCALE = Set.of(
      "java/lang/String.formatted([Ljava/lang/Object;)Ljava/lang/String;",
      "java/lang/String.format(Ljava/lang/String;[Ljava/lang/Object;)Ljava/lang/String;",
      "java/lang/String.toLowerCase()Ljava/lang/String;",
      "java/lang/String.toUpperCase()Ljava/lang/String;",
      "java/io/PrintStream.printf(Ljava/lang/String;[Ljava/lang/Object;)Ljava/io/PrintStream;",
      "java/io/PrintWriter.printf(Ljava/lang/String;[Ljava/lang/Object;)Ljava/io/PrintWriter;",
      "java/util/Formatter.<init>()V",
      "java/util/Formatter.<init>(Ljava/lang/Appendable;)V",
      "java/util/Locale.getDefault()Ljava/util/Locale;",
      "java/text/NumberFormat.getInstance()Ljava/text/NumberFormat;",
      "java/text/DecimalFormat.<init>(Ljava/lang/String;)V");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {
      "ar-EG-u-nu-arab", "fa-IR", "mr-IN", "my-MM", "ne-NP", "th-TH-u-nu-thai", "tr-TR", "de-DE"})
  void numbersHaveTheSameDigits(String locale) throws Exception {
    assertThat(said(locale)).isEqualTo(said("und")).last().isEqualTo("opened 1234");
  }

  private List<String> said(String locale) throws Exception {
    Path path = folder.resolve("tallies");
    Files.deleteIfExists(path);
    return ChildJvm.run(JavaCommand.of(SaysNumbers.class, path, locale)).stream()
        .map(line -> line.replaceAll("@[0-9a-f]+", "@"))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"runtime", "processor", "types"})
  void nothingFormatsInTheDefaultLocale(String module) throws IOException {
    Path classes = Manual.root().resolve(module).resolve("target/classes");
    try (Stream<Path> files = Files.walk(classes)) {
      List<Path> all = files.filter(file -> file.toString().endsWith(".class")).toList();
      assertThat(all).isNotEmpty();
      assertThat(all).allSatisfy(file ->
          assertThat(calls(file)).doesNotContainAnyElementsOf(OF_DEFAULT_LOCALE));
    }
  }

  @Test
  void whatItLooksForIsFound() throws IOException {
    String place = "/" + LocaleTest.class.getName().replace('.', '/') + "$Formats.class";
    try (var in = LocaleTest.class.getResourceAsStream(place)) {
      assertThat(calls(in.readAllBytes())).containsAnyElementsOf(OF_DEFAULT_LOCALE);
    }
  }

  /** Does what must not be. */
  private static final class Formats {
    static final String NUMBER = "%d".formatted(1);
  }

  private static List<String> calls(Path file) throws IOException {
    return calls(Files.readAllBytes(file));
  }

  private static List<String> calls(byte[] bytes) {
    return StreamSupport.stream(ClassFile.of().parse(bytes).constantPool().spliterator(), false)
        .filter(MethodRefEntry.class::isInstance)
        .map(MethodRefEntry.class::cast)
        .map(call -> call.owner().asInternalName() + "." + call.name().stringValue()
            + call.type().stringValue())
        .toList();
  }
}

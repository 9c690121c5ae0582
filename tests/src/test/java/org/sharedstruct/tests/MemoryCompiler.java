package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.io.Writer;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.tools.DiagnosticCollector;
import javax.tools.DiagnosticListener;
import javax.tools.JavaCompiler.CompilationTask;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles interfaces that a test has made up, with our processor, as a user with all warnings does. */
final class MemoryCompiler {

  private MemoryCompiler() {}

  /**
   * Compiles sources and loads what comes of them.
   *
   * @param sources by qualified name
   * @param classes gets the class files
   */
  static URLClassLoader compile(Map<String, String> sources, Path classes) throws Exception {
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    boolean compiled = task(null, diagnostics, sources, classes).call();
    assertThat(diagnostics.getDiagnostics()).isEmpty();
    assertThat(compiled).isTrue();
    return new URLClassLoader(new URL[] {classes.toUri().toURL()}, MemoryCompiler.class.getClassLoader());
  }

  /**
   * Compiles sources that are wrong.
   *
   * @param sources by qualified name
   * @param classes gets class files, if any
   * @return what the compiler says, as on a terminal and in English
   */
  static String errors(Map<String, String> sources, Path classes) {
    StringWriter said = new StringWriter();
    CompilationTask task = task(said, null, sources, classes);
    task.setLocale(Locale.ENGLISH);
    assertThat(task.call()).as("whether it compiles").isFalse();
    return said.toString();
  }

  private static CompilationTask task(Writer out, DiagnosticListener<JavaFileObject> listener,
      Map<String, String> sources, Path classes) {
    String classPath = System.getProperty("java.class.path");
    return ToolProvider.getSystemJavaCompiler().getTask(out, null, listener,
        List.of("-d", classes.toString(), "-classpath", classPath, "-processorpath", classPath,
            "-Xlint:all", "-Werror"),
        null, sources.entrySet().stream().map(MemoryCompiler::source).toList());
  }

  private static JavaFileObject source(Map.Entry<String, String> source) {
    URI name = URI.create("memory:///" + source.getKey().replace('.', '/') + ".java");
    return new SimpleJavaFileObject(name, JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return source.getValue();
      }
    };
  }
}

package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
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
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    String classPath = System.getProperty("java.class.path");
    boolean compiled = compiler.getTask(null, null, diagnostics,
        List.of("-d", classes.toString(), "-classpath", classPath, "-processorpath", classPath,
            "-Xlint:all", "-Werror"),
        null, sources.entrySet().stream().map(MemoryCompiler::source).toList()).call();
    assertThat(diagnostics.getDiagnostics()).isEmpty();
    assertThat(compiled).isTrue();
    return new URLClassLoader(new URL[] {classes.toUri().toURL()}, MemoryCompiler.class.getClassLoader());
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

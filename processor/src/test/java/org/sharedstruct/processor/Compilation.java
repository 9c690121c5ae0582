package org.sharedstruct.processor;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.annotation.processing.Processor;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import org.sharedstruct.SharedStruct;

/**
 * One run of a compiler with our processor, in a folder of its own. What a user's build would have on
 * the class path is there, and nothing else: the runtime.
 */
final class Compilation {

  private static final Path RUNTIME = locationOf(SharedStruct.class);

  private final Compiler compiler;
  private final Path folder;
  private final List<Path> sources = new ArrayList<>();
  private final List<Path> path = new ArrayList<>(List.of(RUNTIME));
  private final List<String> options = new ArrayList<>();
  private List<Processor> processors = List.of(new SharedStructProcessor());
  private boolean modular;
  private String release = "25";

  private Compilation(Compiler compiler, Path folder) {
    this.compiler = compiler;
    this.folder = folder;
  }

  /** A run that has not begun. */
  static Compilation by(Compiler compiler, Path folder) {
    return new Compilation(compiler, folder);
  }

  /** Compiles a text, too. */
  Compilation source(String file, String text) throws IOException {
    Path source = folder.resolve("sources").resolve(file);
    Files.createDirectories(source.getParent());
    sources.add(Files.writeString(source, text));
    return this;
  }

  /** Compiles files, too. */
  Compilation sources(List<Path> files) {
    sources.addAll(files);
    return this;
  }

  /** Adds the class files of an earlier run. */
  Compilation dependingOn(Compiled earlier) {
    path.add(earlier.classes());
    return this;
  }

  /** Compiles with another runtime. */
  Compilation onRuntime(Path other) {
    path.set(0, other);
    return this;
  }

  /** Looks for types on the module path, not on the class path. */
  Compilation modular() {
    modular = true;
    return this;
  }

  /** Runs these in place of our processor. */
  Compilation processors(Processor... others) {
    processors = List.of(others);
    return this;
  }

  /** As for a user who forgot to name the processor. */
  Compilation withoutProcessor() {
    processors = List.of();
    options.add("-proc:none");
    return this;
  }

  /** Compiles for another release than 25. */
  Compilation release(String other) {
    release = other;
    return this;
  }

  Compilation option(String option) {
    options.add(option);
    return this;
  }

  /** Compiles. */
  Compiled run() throws IOException {
    Path generated = Files.createDirectories(folder.resolve("generated"));
    Path classes = Files.createDirectories(folder.resolve("classes"));
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    JavaCompiler tool = compiler.tool();
    try (StandardJavaFileManager files =
        tool.getStandardFileManager(diagnostics, Locale.ROOT, StandardCharsets.UTF_8)) {
      if (!modular) {
        files.setLocationFromPaths(StandardLocation.CLASS_PATH, path);
      }
      JavaCompiler.CompilationTask task = tool.getTask(new StringWriter(), files, diagnostics,
          arguments(generated, classes), null, files.getJavaFileObjectsFromPaths(sources));
      task.setLocale(Locale.ROOT);
      task.setProcessors(processors);
      task.call();
    }
    return new Compiled(diagnostics.getDiagnostics().stream().map(Message::of).toList(),
        Inputs.textsIn(generated), generated, classes);
  }

  private List<String> arguments(Path generated, Path classes) {
    List<String> arguments = new ArrayList<>(compiler.options());
    arguments.addAll(options);
    arguments.addAll(List.of("--release", release, "-encoding", "UTF-8",
        "-s", generated.toString(), "-d", classes.toString()));
    if (modular) {
      String joined = path.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
      arguments.addAll(List.of("--module-path", joined, "-classpath", ""));
    }
    return arguments;
  }

  private static Path locationOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new AssertionError(impossible);
    }
  }
}

package org.sharedstruct.processor;

import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;

/** The compilers that users have: whatever is promised of the processor is promised with both. */
enum Compiler {
  /** The JDK's; it can be told to take no warning, so every warning counts. */
  JAVAC("-Xlint:all", "-Werror") {
    @Override
    JavaCompiler tool() {
      return ToolProvider.getSystemJavaCompiler();
    }
  },
  /** The one in Eclipse and in VS Code. */
  ECJ {
    @Override
    JavaCompiler tool() {
      return new EclipseCompiler();
    }
  };

  private final List<String> options;

  Compiler(String... options) {
    this.options = List.of(options);
  }

  abstract JavaCompiler tool();

  /** What only this compiler is told. */
  List<String> options() {
    return options;
  }
}

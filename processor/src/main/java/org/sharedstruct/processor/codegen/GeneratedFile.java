package org.sharedstruct.processor.codegen;

/**
 * A source file.
 *
 * @param packageName empty for the unnamed package
 * @param simpleName of the type in it
 * @param source the text
 */
public record GeneratedFile(String packageName, String simpleName, String source) {

  /** The name of the type in it. */
  public String qualifiedName() {
    return packageName.isEmpty() ? simpleName : packageName + "." + simpleName;
  }
}

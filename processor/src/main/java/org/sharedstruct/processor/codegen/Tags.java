package org.sharedstruct.processor.codegen;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;

/** The Javadoc tags of an accessor, by its parameters, which have the same names everywhere. */
final class Tags {

  private Tags() {}

  /**
   * The tags of one method.
   *
   * @param method its head
   * @param returned what it returns, if anything
   */
  static String of(MethodSpec method, String returned) {
    StringBuilder tags = new StringBuilder();
    boolean isIndexed = false;
    for (ParameterSpec parameter : method.parameters()) {
      tags.append("@param " + parameter.name() + " " + documentation(parameter.name()) + "\n");
      isIndexed |= parameter.name().equals("index") || parameter.name().equals("element");
    }
    if (!method.returnType().equals(TypeName.VOID)) {
      tags.append("@return " + returned + "\n");
    }
    if (isIndexed) {
      tags.append("@throws IndexOutOfBoundsException if there is no such element\n");
    }
    return tags.toString();
  }

  private static String documentation(String parameter) {
    return switch (parameter) {
      case "index" -> "from 0 to {@code length() - 1}";
      case "element" -> "which element of the field, from 0";
      case "value" -> "the value to store";
      case "expected" -> "what must be there";
      case "delta" -> "what to add; the sum wraps around";
      case "mask" -> "the other operand";
      default -> throw new IllegalArgumentException("no words for the parameter " + parameter);
    };
  }
}

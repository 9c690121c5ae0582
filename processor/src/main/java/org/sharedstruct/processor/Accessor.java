package org.sharedstruct.processor;

import javax.lang.model.SourceVersion;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeKind;

/**
 * The names that follow from a getter's: {@code x()} or {@code getX()}, {@code isX()}.
 *
 * @param field the field's name
 * @param setter the name of its setter
 */
record Accessor(String field, String setter) {

  /** Reads the name of a getter. */
  static Accessor of(ExecutableElement getter) {
    String name = getter.getSimpleName().toString();
    if (isPrefixed(name, "get")) {
      return bean(name.substring("get".length()));
    }
    if (isPrefixed(name, "is") && getter.getReturnType().getKind() == TypeKind.BOOLEAN) {
      return bean(name.substring("is".length()));
    }
    return new Accessor(name, name);
  }

  private static boolean isPrefixed(String name, String prefix) {
    return name.startsWith(prefix)
        && name.length() > prefix.length()
        && Character.isUpperCase(name.charAt(prefix.length()));
  }

  private static Accessor bean(String property) {
    return new Accessor(decapitalized(property), "set" + property);
  }

  /** As JavaBeans has it: {@code X} is x, {@code URL} stays. */
  static String decapitalized(String property) {
    boolean acronym = property.length() > 1
        && Character.isUpperCase(property.charAt(0)) && Character.isUpperCase(property.charAt(1));
    return acronym ? property : Character.toLowerCase(property.charAt(0)) + property.substring(1);
  }

  /** A name for the record component: {@code getInt()} is the field {@code int}, which Java reserves. */
  String component() {
    return SourceVersion.isKeyword(field) ? field + "_" : field;
  }
}

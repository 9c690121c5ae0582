package org.sharedstruct.processor;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.FieldModel;
import java.lang.reflect.AccessFlag;
import java.util.List;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.tools.JavaFileObject;

/**
 * The constants of an enum by their ordinals. The order of what the Eclipse compiler knows from a class
 * file is that of the alphabet; the class file itself has the order of the source.
 */
final class EnumConstants {

  private final Elements elements;

  EnumConstants(Elements elements) {
    this.elements = elements;
  }

  /**
   * The constants' names. Where a compiler does not show the class file, its own order has to do;
   * the generated class compares it with the enum when it is loaded.
   */
  List<String> of(TypeElement type) {
    try {
      JavaFileObject file = elements.getFileObjectOf(type);
      if (file != null && file.getKind() == JavaFileObject.Kind.CLASS) {
        return inClassFile(file);
      }
    } catch (UnsupportedOperationException | IllegalArgumentException | IOException noClassFile) {
      // then the compiler's order
    }
    return ElementFilter.fieldsIn(type.getEnclosedElements()).stream()
        .filter(field -> field.getKind() == ElementKind.ENUM_CONSTANT)
        .map(field -> field.getSimpleName().toString())
        .toList();
  }

  private static List<String> inClassFile(JavaFileObject file) throws IOException {
    try (InputStream bytes = file.openInputStream()) {
      return ClassFile.of().parse(bytes.readAllBytes()).fields().stream()
          .filter(field -> field.flags().has(AccessFlag.ENUM))
          .map(FieldModel::fieldName)
          .map(Object::toString)
          .toList();
    }
  }
}

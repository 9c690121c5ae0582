package org.sharedstruct.processor;

import com.palantir.javapoet.ClassName;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.tools.JavaFileObject;
import org.sharedstruct.processor.codegen.GeneratedFiles;

/**
 * The types that this run is going to write. Default methods may speak of them before they are there; then the
 * compiler knows a name and nothing else, and it has to be resolved as the language does it (JLS 6.5.5).
 */
final class GeneratedTypes {

  private final Elements elements;
  private final Interfaces interfaces;

  /** By qualified name. */
  private final Map<String, ClassName> expected = new HashMap<>();

  private final Map<String, Imports> imports = new HashMap<>();

  GeneratedTypes(Elements elements, Interfaces interfaces) {
    this.elements = elements;
    this.interfaces = interfaces;
  }

  /** The types of a struct will be written, unless they cannot be for their names. */
  void expect(TypeElement struct) {
    String packageName = elements.getPackageOf(struct).getQualifiedName().toString();
    List<String> simpleNames = GeneratedFiles.simpleNames(interfaces.generatedName(struct));
    for (String simpleName : simpleNames.stream().filter(SourceVersion::isIdentifier).toList()) {
      ClassName type = ClassName.get(packageName, simpleName);
      expected.put(type.canonicalName(), type);
    }
  }

  /** Qualified names of all of them. */
  Stream<String> names() {
    return expected.keySet().stream();
  }

  /** A type, or what is within, that the compiler does not know yet. */
  Stream<TypeMirror> unresolved(TypeMirror type) {
    return type.getKind() == TypeKind.ERROR && known(type).isEmpty()
        ? Stream.of(type)
        : KnownTypes.parts(type).stream().flatMap(this::unresolved);
  }

  /** The generic type that is known, of which an argument is not: the Eclipse compiler says so of the whole. */
  Optional<TypeElement> known(TypeMirror unresolved) {
    return KnownTypes.parts(unresolved).isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(elements.getTypeElement(written(unresolved)));
  }

  private static String written(TypeMirror type) {
    return type.toString().split("<", 2)[0];
  }

  /**
   * What the name of an unresolved type can mean.
   *
   * @param where the name stands, or something beside it in the same file
   * @param unresolved the type
   * @return nothing, if it is no type of ours; more than one, if that cannot be told
   */
  List<ClassName> meanings(Element where, TypeMirror unresolved) {
    String written = written(unresolved);
    Imports imported = importsAround(where);
    List<ClassName> meanings = meanings(where, written, imported);
    if (meanings.isEmpty() && written.indexOf('.') < 0) { // the Eclipse compiler leaves out what is before a member
      meanings = imported.qualified(written)
          .flatMap(qualified -> meanings(where, qualified, imported).stream())
          .distinct().toList();
    }
    return meanings;
  }

  private List<ClassName> meanings(Element where, String written, Imports imported) {
    String first = written.split("\\.", 2)[0];
    String rest = written.substring(first.length());
    Optional<String> single = imported.of(first);
    if (single.isPresent()) {
      return found(Stream.of(single.get() + rest));
    }
    String packageName = elements.getPackageOf(where).getQualifiedName().toString();
    List<ClassName> own = found(Stream.of(packageName.isEmpty() ? written : packageName + "." + written));
    if (!own.isEmpty()) {
      return own;
    }
    List<ClassName> onDemand = found(imported.onDemand(first).map(name -> name + rest));
    return onDemand.isEmpty() && !rest.isEmpty() ? found(Stream.of(written)) : onDemand;
  }

  private List<ClassName> found(Stream<String> names) {
    return names.map(this::type).flatMap(Optional::stream).distinct().toList();
  }

  /** A type of ours, or a member of one. */
  private Optional<ClassName> type(String name) {
    ClassName type = expected.get(name);
    int dot = name.lastIndexOf('.');
    return type == null && dot > 0
        ? type(name.substring(0, dot)).map(outer -> outer.nestedClass(name.substring(dot + 1)))
        : Optional.ofNullable(type);
  }

  private Imports importsAround(Element where) {
    Element outermost = where;
    while (!(outermost.getEnclosingElement() instanceof PackageElement)) {
      outermost = outermost.getEnclosingElement();
    }
    TypeElement type = (TypeElement) outermost;
    return imports.computeIfAbsent(type.getQualifiedName().toString(), _ -> read(type));
  }

  private Imports read(TypeElement type) {
    Optional<JavaFileObject> file = interfaces.file(type).filter(f -> f.getKind() == JavaFileObject.Kind.SOURCE);
    try {
      return file.isPresent() ? Imports.of(file.get().getCharContent(true)) : Imports.NONE;
    } catch (IOException unreadable) {
      return Imports.NONE;
    }
  }
}

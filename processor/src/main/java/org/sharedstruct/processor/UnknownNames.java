package org.sharedstruct.processor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.sharedstruct.format.NearNames;

/** What names may mean that nobody knows at the end. The compiler says of each that it is unknown, and no more. */
final class UnknownNames {

  /** What fields can be, by simple names. */
  private static final Map<String, String> FIELD_TYPES = Stream.concat(
          Stream.of("boolean", "byte", "char", "short", "int", "long", "float", "double", "String")
              .map(name -> Map.entry(name, name)),
          Stream.of(UUID.class, Instant.class, Duration.class)
              .map(type -> Map.entry(type.getSimpleName(), type.getName())))
      .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  private final KnownTypes known;
  private final Map<String, String> types = new TreeMap<>(FIELD_TYPES);

  /**
   * The unknown ones among what is mentioned.
   *
   * @param known tells them
   * @param others qualified names of more types that may be meant
   */
  UnknownNames(KnownTypes known, Stream<String> others) {
    this.known = known;
    others.forEach(name -> types.put(name.substring(name.lastIndexOf('.') + 1), name));
  }

  /** Notes for each unknown name in a struct which known one may be meant. */
  void tell(TypeElement struct, Report report) {
    tellOfTypes(struct, struct.getInterfaces(), report);
    for (ExecutableElement method : ElementFilter.methodsIn(struct.getEnclosedElements())) {
      tellOfTypes(method, KnownTypes.mentioned(method).toList(), report);
      Annotations.misspelt(method).forEach((written, meant) ->
          report.note(method, Problem.UNKNOWN_NAME, Interfaces.describe(method), "@" + written, "@" + meant));
    }
  }

  private void tellOfTypes(Element where, List<? extends TypeMirror> mentioned, Report report) {
    known.unknown(where, mentioned).map(TypeMirror::toString).distinct().forEach(written ->
        NearNames.to(written, types.keySet()).ifPresent(name -> report.note(
            where, Problem.UNKNOWN_NAME, Interfaces.describe(where), written, types.get(name))));
  }
}

package org.sharedstruct.processor.model;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The types of Java that are stored as two longs. */
public enum TwoLongs implements ElementType {
  UUID(UUID.class),
  INSTANT(Instant.class),
  DURATION(Duration.class);

  private final Class<?> type;

  TwoLongs(Class<?> type) {
    this.type = type;
  }

  /** The one for a type of this name. */
  public static Optional<TwoLongs> named(String qualifiedName) {
    return Stream.of(values()).filter(value -> value.type.getName().equals(qualifiedName)).findFirst();
  }

  /** The factory of its codec. */
  public String factory() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public TypeName typeName() {
    return ClassName.get(type);
  }

  @Override
  public String schemaName() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String documentedName() {
    return type.getSimpleName();
  }

  @Override
  public String cName() {
    return "int64_t";
  }

  @Override
  public String cDeclaration(String name) {
    return cName() + " " + name + "[2]";
  }

  @Override
  public long size() {
    return 2 * Primitive.LONG.size();
  }

  @Override
  public long alignment() {
    return Primitive.LONG.alignment();
  }
}

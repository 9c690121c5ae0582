package org.sharedstruct.processor.codegen;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import com.palantir.javapoet.WildcardTypeName;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sharedstruct.processor.model.Signature;

/**
 * What a view offers beside its fields. Its superclass in the runtime has all of it; only where the user has taken
 * the name of an operation, the view extends another one, which has the operations as static methods, and gets
 * the rest as methods of its own.
 */
final class Operations {

  /** The names of each superclass's operations; nearly always no struct has taken one. */
  private static final ClassValue<Set<String>> NAMES = new ClassValue<>() {
    @Override
    protected Set<String> computeValue(Class<?> operations) {
      return operations(operations).map(Method::getName).collect(Collectors.toUnmodifiableSet());
    }
  };

  private final Class<?> operations;
  private final Class<?> statics;
  private final List<TypeName> arguments;
  private final Map<String, TypeName> types = new HashMap<>();
  private final List<MethodSpec> methods;
  private final boolean areFree;

  /**
   * The operations of one view.
   *
   * @param operations the superclass that has them
   * @param statics the one that has them as static methods
   * @param taken what the user's interface gives the view
   * @param arguments the type arguments of the superclass
   */
  Operations(Class<?> operations, Class<?> statics, Set<Signature> taken, TypeName... arguments) {
    this.operations = operations;
    this.statics = statics;
    this.arguments = List.of(arguments);
    TypeVariable<?>[] variables = operations.getTypeParameters();
    for (int i = 0; i < variables.length; i++) {
      types.put(variables[i].getName(), arguments[i]);
    }
    boolean mayBeTaken = taken.stream().map(Signature::name).anyMatch(NAMES.get(operations)::contains);
    methods = mayBeTaken ? operations(operations).map(this::method).toList() : List.of();
    areFree = methods.stream().map(Signature::of).noneMatch(taken::contains);
  }

  private static Stream<Method> operations(Class<?> type) {
    return Stream.of(type.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
        .sorted(Comparator.comparing(Method::getName).thenComparing(Method::toString));
  }

  /** Whether the user has taken no name of them. */
  boolean areFree() {
    return areFree;
  }

  /** The superclass of the view. */
  TypeName superclass() {
    return ParameterizedTypeName.get(
        ClassName.get(areFree ? operations : statics), arguments.toArray(TypeName[]::new));
  }

  /** Adds those that the superclass does not have. */
  void addTo(Members members) {
    if (!areFree) {
      members.offer(methods);
    }
  }

  private MethodSpec method(Method method) {
    MethodSpec.Builder own = MethodSpec.methodBuilder(method.getName())
        .addJavadoc("As {@link $T#$L}.\n", operations, method.getName() + erasures(method))
        .addModifiers(javax.lang.model.element.Modifier.PUBLIC)
        .returns(known(TypeName.get(method.getGenericReturnType())));
    Stream.of(method.getTypeParameters()).forEach(variable -> own.addTypeVariable(TypeVariableName.get(variable)));
    Stream.of(method.getGenericExceptionTypes()).forEach(exception -> own.addException(TypeName.get(exception)));
    List<String> names = new ArrayList<>(List.of("this"));
    for (Parameter parameter : method.getParameters()) {
      own.addParameter(known(TypeName.get(parameter.getParameterizedType())), parameter.getName());
      names.add(parameter.getName());
    }
    boolean returnsSomething = method.getReturnType() != void.class;
    boolean isFluent = returnsSomething && twin(method).getReturnType() == void.class;
    own.addStatement((returnsSomething && !isFluent ? "return " : "") + "$T.$L($L)",
        statics, method.getName(), String.join(", ", names));
    if (isFluent) {
      own.addStatement("return this");
    }
    return own.build();
  }

  private static String erasures(Method method) {
    return Stream.of(method.getParameterTypes()).map(Class::getSimpleName).collect(Collectors.joining(", ", "(", ")"));
  }

  /** The static method that does the same. */
  private Method twin(Method method) {
    List<Class<?>> operands = List.of(method.getParameterTypes());
    return Stream.of(statics.getMethods())
        .filter(other -> Modifier.isStatic(other.getModifiers()) && other.getName().equals(method.getName()))
        .filter(other -> other.getParameterCount() == operands.size() + 1
            && List.of(other.getParameterTypes()).subList(1, operands.size() + 1).equals(operands))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(statics + " has no static form of " + method));
  }

  /** A type with the arguments in place of the superclass's variables. */
  private TypeName known(TypeName type) {
    return switch (type) {
      case TypeVariableName variable -> types.getOrDefault(variable.name(), variable);
      case ArrayTypeName array -> ArrayTypeName.of(known(array.componentType()));
      case ParameterizedTypeName generic -> ParameterizedTypeName.get(
          generic.rawType(), generic.typeArguments().stream().map(this::known).toArray(TypeName[]::new));
      case WildcardTypeName wildcard -> wildcard.lowerBounds().isEmpty()
          ? WildcardTypeName.subtypeOf(known(wildcard.upperBounds().getFirst()))
          : WildcardTypeName.supertypeOf(known(wildcard.lowerBounds().getFirst()));
      default -> type;
    };
  }
}

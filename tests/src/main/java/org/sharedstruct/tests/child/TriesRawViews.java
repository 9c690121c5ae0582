package org.sharedstruct.tests.child;

import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sharedstruct.SharedMemory;
import org.sharedstruct.support.AtomicField;
import org.sharedstruct.support.RawView;
import org.sharedstruct.tests.Color;
import org.sharedstruct.tests.Medley;
import org.sharedstruct.tests.MedleyRecord;
import org.sharedstruct.tests.PointRecord;
import org.sharedstruct.tests.RawMedley;
import org.sharedstruct.tests.SharedMedley;

/**
 * Calls every public method of raw views of all kinds whose memory cannot be read or written any more,
 * and tells of each call in a line: the view, the method, whether it reads or writes, what came of it.
 */
public final class TriesRawViews {

  /** What is wrong with the memory. */
  public enum Wrong {
    /** Its handle is closed. */
    CLOSED,
    /** It is mapped for reading only. */
    READ_ONLY,
    /** Its file was truncated. */
    TRUNCATED
  }

  /** What a call tells that returned. */
  public static final String RETURNED = "returned";

  /** Methods that read and write nothing, and {@code toString}, which never throws. */
  private static final Set<String> OF_NO_MEMORY = Set.of("of", "allocate", "get", "slice", "segment", "length",
      "iterator", "spliterator", "stream", "forEach", "toString", "equals", "hashCode", "getClass", "notify", "notifyAll", "wait");

  private static final int LENGTH = 2;

  private TriesRawViews() {}

  /** Arguments: path of a medley, path of an array of two, what is wrong, how often to call beforehand. */
  public static void main(String[] arguments) throws Exception {
    Path single = Path.of(arguments[0]);
    Path array = Path.of(arguments[1]);
    Wrong wrong = Wrong.valueOf(arguments[2]);
    SharedMemory.OpenOption[] options = wrong == Wrong.READ_ONLY
        ? new SharedMemory.OpenOption[] {SharedMemory.READ_ONLY} : new SharedMemory.OpenOption[0];
    SharedMedley one = SharedMedley.open(single, options);
    SharedMedley.Array two = SharedMedley.Array.open(array, options);
    MedleyRecord record = one.raw().toRecord();
    Map<String, Object> views = views(one.raw(), two.raw());
    for (int i = Integer.parseInt(arguments[3]); i > 0; i--) {
      views.values().forEach(view -> methods(view).forEach(method -> outcome(view, method, record)));
    }
    switch (wrong) {
      case CLOSED -> {
        one.close();
        two.close();
      }
      case TRUNCATED -> {
        ClosesTruncated.truncate(single);
        ClosesTruncated.truncate(array);
      }
      case READ_ONLY -> { }
    }
    views.forEach((name, view) -> methods(view).forEach(method -> Parent.tell(String.join("\t",
        name, signature(method), writes(view, method) ? "writes" : "reads", outcome(view, method, record)))));
    one.close();
    two.close();
  }

  private static Map<String, Object> views(RawMedley one, RawMedley.Array two) {
    Map<String, Object> views = new LinkedHashMap<>();
    views.put("single", one);
    views.put("array", two);
    views.put("element", two.get(1));
    views.put("slice", two.slice(0, LENGTH));
    views.put("nested", one.position());
    views.put("nested array", one.corner());
    views.put("nested in an element", two.get(1).position());
    views.put("atomic", one.atomicCount());
    views.put("atomic of an element", two.get(1).atomicCount());
    return views;
  }

  private static Stream<Method> methods(Object view) {
    return Stream.of(view.getClass().getMethods())
        .filter(method -> touchesMemory(view, method))
        .sorted(Comparator.comparing(Method::toString));
  }

  private static boolean touchesMemory(Object view, Method method) {
    Type returned = known(method.getGenericReturnType(), view);
    boolean makesView = AtomicField.class == method.getReturnType()
        || RawView.class.isAssignableFrom(method.getReturnType()) && returned != view.getClass()
        || Modifier.isStatic(method.getModifiers()) && view instanceof AtomicField<?>;
    return !method.isBridge() && !makesView && !OF_NO_MEMORY.contains(method.getName());
  }

  /** A type with what the view puts in the place of its superclass's variables. */
  private static Type known(Type type, Object view) {
    if (!(type instanceof TypeVariable<?> variable)) {
      return type;
    }
    if (view instanceof AtomicField<?>) {
      return Long.class;
    }
    ParameterizedType superclass = (ParameterizedType) view.getClass().getGenericSuperclass();
    TypeVariable<?>[] variables = ((Class<?>) superclass.getRawType()).getTypeParameters();
    for (int i = 0; i < variables.length; i++) {
      if (variables[i].getName().equals(variable.getName())) {
        return superclass.getActualTypeArguments()[i];
      }
    }
    throw new AssertionError("nothing is known of " + type + " in " + view.getClass());
  }

  private static boolean writes(Object view, Method method) {
    return known(method.getGenericReturnType(), view) == view.getClass()
        || method.getName().matches("(set|getAnd|compareAnd|weakCompareAnd)\\p{Lu}.*");
  }

  private static String signature(Method method) {
    return Stream.of(method.getParameterTypes()).map(Class::getSimpleName)
        .collect(Collectors.joining(", ", method.getName() + "(", ")"));
  }

  private static String outcome(Object view, Method method, MedleyRecord record) {
    try {
      method.invoke(view, arguments(view, method, record));
      return RETURNED;
    } catch (InvocationTargetException thrown) {
      return thrown.getCause().toString();
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  private static Object[] arguments(Object view, Method method, MedleyRecord record) {
    List<Object> arguments = new ArrayList<>();
    for (Type type : method.getGenericParameterTypes()) {
      boolean isView = type == view.getClass() && Modifier.isStatic(method.getModifiers()) && arguments.isEmpty();
      arguments.add(isView ? view : value(type, view, record));
    }
    return arguments.toArray();
  }

  /** A value that a field or an array can have, so that nothing is wrong but the memory. */
  private static Object value(Type type, Object view, MedleyRecord record) {
    return switch (known(type, view)) {
      case ParameterizedType list -> 
          Collections.nCopies(LENGTH, value(list.getActualTypeArguments()[0], view, record));
      case WildcardType wildcard -> value(wildcard.getUpperBounds()[0], view, record);
      case GenericArrayType array -> values(known(array.getGenericComponentType(), view), view, record);
      case Class<?> array when array.isArray() -> values(array.getComponentType(), view, record);
      case Class<?> one -> switch (one.getSimpleName().toLowerCase(Locale.ROOT)) {
        case "boolean" -> true;
        case "byte" -> (byte) 1;
        case "short" -> (short) 1;
        case "char" -> 'a';
        case "int" -> 1;
        case "long" -> 1L;
        case "float" -> 1f;
        case "double" -> 1d;
        case "string" -> "one";
        case "color" -> Color.GREEN;
        case "uuid" -> new UUID(1, 1);
        case "instant" -> Instant.EPOCH;
        case "duration" -> Duration.ZERO;
        case "point", "pointrecord" -> new PointRecord(1, 1);
        case "medley", "medleyrecord" -> record;
        default -> throw new AssertionError("no value of " + one);
      };
      default -> throw new AssertionError("no value of " + type);
    };
  }

  private static Object values(Type component, Object view, MedleyRecord record) {
    Object values = Array.newInstance((Class<?>) component, LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      Array.set(values, i, value(component, view, record));
    }
    return values;
  }
}

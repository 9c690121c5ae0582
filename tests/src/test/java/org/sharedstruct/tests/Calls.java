package org.sharedstruct.tests;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Calls methods of generated types by name, and remembers which. */
final class Calls {

  private static final Map<Class<?>, Class<?>> BOXES = Map.of(boolean.class, Boolean.class, byte.class, Byte.class,
      short.class, Short.class, char.class, Character.class, int.class, Integer.class, long.class, Long.class,
      float.class, Float.class, double.class, Double.class);

  private final Set<Method> called = new HashSet<>();

  /** Calls an instance method or, if the target is a class, a static one. */
  Object on(Object target, String name, Object... arguments) throws Exception {
    Method method = find(target, name, arguments);
    called.add(method);
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  /** The same for lambdas, which throw nothing that is checked. */
  Object run(Object target, String name, Object... arguments) {
    try {
      return on(target, name, arguments);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  boolean has(Object target, String name, Object... arguments) {
    return Arrays.stream(target.getClass().getMethods()).anyMatch(method -> matches(method, target, name, arguments));
  }

  private static Method find(Object target, String name, Object[] arguments) {
    Class<?> type = target instanceof Class<?> self ? self : target.getClass();
    return Arrays.stream(type.getMethods())
        .filter(method -> matches(method, target, name, arguments))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no method %s%s in %s".formatted(name, Arrays.asList(arguments), type)));
  }

  private static boolean matches(Method method, Object target, String name, Object[] arguments) {
    Class<?>[] parameters = method.getParameterTypes();
    if (!method.getName().equals(name) || method.isBridge() || parameters.length != arguments.length
        || Modifier.isStatic(method.getModifiers()) != target instanceof Class<?>) {
      return false;
    }
    for (int i = 0; i < parameters.length; i++) {
      if (!BOXES.getOrDefault(parameters[i], parameters[i]).isInstance(arguments[i])) {
        return false;
      }
    }
    return true;
  }

  /** The public methods that a class declares and that were never called. */
  List<String> missingOf(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isBridge() && !method.isSynthetic())
        .filter(method -> !called.contains(method))
        .map(Method::toString)
        .sorted()
        .toList();
  }
}

package org.sharedstruct.support;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What leaves an update: records in the place of raw views, which would write without the lock. */
final class Detached {

  private final RawView raw;
  private final GuardedView<?, ?, ?> guarded;

  /**
   * For the result of one update.
   *
   * @param raw the view that the update ran on
   * @param guarded what stands in its place
   */
  Detached(RawView raw, GuardedView<?, ?, ?> guarded) {
    this.raw = raw;
    this.guarded = guarded;
  }

  /** The same without raw views; the very same, if there were none. */
  Object of(Object value) {
    return switch (value) {
      case null -> null;
      case RawView view -> view == raw ? guarded : view.record(view);
      case Object[] items -> array(items);
      case Collection<?> values -> collection(values);
      case Map<?, ?> map -> map(map);
      case Optional<?> optional -> optional.map(this::of);
      case Stream<?> stream -> stream.<Object>map(this::of).toList().stream(); // now, and not after the commit
      default -> value;
    };
  }

  private Object array(Object[] items) {
    Object[] detached = items;
    for (int i = 0; i < items.length; i++) {
      Object item = of(items[i]);
      if (item != items[i]) {
        detached = detached == items ? copy(items) : detached;
        detached[i] = item;
      }
    }
    return detached;
  }

  /** A copy that takes records, too. */
  private static Object[] copy(Object[] items) {
    Object[] copy = (Object[]) Array.newInstance(replaced(items.getClass().componentType()), items.length);
    System.arraycopy(items, 0, copy, 0, items.length);
    return copy;
  }

  /** The type in the place of a raw view's: that of its struct, the one interface that it has. */
  private static Class<?> replaced(Class<?> component) {
    if (component.isArray()) {
      return replaced(component.componentType()).arrayType();
    }
    return RawView.class.isAssignableFrom(component) ? component.getInterfaces()[0] : component;
  }

  private Object collection(Collection<?> values) {
    Object[] detached = values.stream().map(this::of).toArray();
    if (areSame(values, detached)) {
      return values;
    }
    List<Object> list = Arrays.asList(detached);
    return values instanceof Set<?>
        ? Collections.unmodifiableSet(new LinkedHashSet<>(list))
        : Collections.unmodifiableList(list);
  }

  private static boolean areSame(Collection<?> values, Object[] detached) {
    int next = 0;
    for (Object value : values) {
      if (next == detached.length || value != detached[next++]) {
        return false;
      }
    }
    return next == detached.length;
  }

  private Object map(Map<?, ?> map) {
    Map<Object, Object> detached = new LinkedHashMap<>();
    boolean same = true;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      Object key = of(entry.getKey());
      Object value = of(entry.getValue());
      same &= key == entry.getKey() && value == entry.getValue();
      detached.put(key, value);
    }
    return same ? map : Collections.unmodifiableMap(detached);
  }
}

package org.sharedstruct.tests.child;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.sharedstruct.tests.SharedDevice;

/** All kinds of views and handles of a device and of an array of ten. */
public final class Views {

  private Views() {}

  /** By their kinds. */
  public static Map<String, Object> of(SharedDevice single, SharedDevice.Array array) {
    Map<String, Object> views = new LinkedHashMap<>();
    views.put("handle", single);
    views.put("raw view", single.raw());
    views.put("guarded view", single.guarded());
    views.put("lock", single.lock());
    views.put("array handle", array);
    views.put("raw array", array.raw());
    views.put("raw slice", array.raw().slice(1, 9));
    views.put("raw element", array.raw().get(1));
    views.put("guarded array", array.guarded());
    views.put("guarded slice", array.guarded().slice(1, 2));
    views.put("guarded element", array.guarded().get(1));
    views.put("lock of the array", array.lock());
    return views;
  }

  /**
   * Arguments: path of a device, path of an array of ten, how often all views are printed to have that
   * compiled. Truncates both, prints all views again as often, and tells what they say.
   */
  public static void main(String[] arguments) throws Exception {
    Path single = Path.of(arguments[0]);
    Path array = Path.of(arguments[1]);
    int times = Integer.parseInt(arguments[2]);
    Map<String, Object> views = of(SharedDevice.open(single), SharedDevice.Array.open(array));
    lines(views, times);
    ClosesTruncated.truncate(single);
    ClosesTruncated.truncate(array);
    lines(views, times).forEach(Parent::tell);
  }

  private static Set<String> lines(Map<String, Object> views, int times) {
    Set<String> lines = new LinkedHashSet<>();
    for (int i = 0; i < times; i++) {
      views.forEach((kind, view) -> lines.add(kind + ": " + text(view)));
    }
    return lines;
  }

  private static String text(Object view) {
    try {
      return view.toString();
    } catch (RuntimeException | Error thrown) {
      return "throws " + thrown;
    }
  }
}

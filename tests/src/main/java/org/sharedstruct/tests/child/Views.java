package org.sharedstruct.tests.child;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
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

  /** Arguments: path of a device, path of an array of ten. Truncates both and prints all views. */
  public static void main(String[] arguments) throws Exception {
    Path single = Path.of(arguments[0]);
    Path array = Path.of(arguments[1]);
    Map<String, Object> views = of(SharedDevice.open(single), SharedDevice.Array.open(array));
    ClosesTruncated.truncate(single);
    ClosesTruncated.truncate(array);
    views.forEach((kind, view) -> Parent.tell(kind + ": " + text(view)));
  }

  private static String text(Object view) {
    try {
      return view.toString();
    } catch (RuntimeException | Error thrown) {
      return "throws " + thrown;
    }
  }
}

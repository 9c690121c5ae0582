package org.sharedstruct.tools;

import java.lang.reflect.Field;
import java.util.LinkedHashSet;
import java.util.Set;
import org.sharedstruct.format.Schema;

/** Finds the schema of a struct in the raw view that was generated for it. */
public final class SchemaOfClass {

  private static final String RAW = "Raw";

  /** The constant of each raw view. */
  private static final String CONSTANT = "SCHEMA";

  private SchemaOfClass() {}

  /**
   * The schema of a struct.
   *
   * @param name the name of its interface, or of one of its generated types
   * @param classes where to look
   * @return the schema
   * @throws IllegalArgumentException if there is no such struct
   */
  public static Schema find(String name, ClassLoader classes) {
    for (String raw : rawViews(name)) {
      try {
        Field constant = Class.forName(raw, false, classes).getDeclaredField(CONSTANT);
        constant.setAccessible(true);
        return Schema.parse((String) constant.get(null));
      } catch (ClassNotFoundException | NoSuchFieldException another) {
        // none of that name
      } catch (ReflectiveOperationException | LinkageError | RuntimeException broken) {
        throw new IllegalArgumentException(raw + " cannot be used: " + root(broken), broken);
      }
    }
    throw new IllegalArgumentException(
        "there is no such file, nor a struct of that name on the class path");
  }

  /** Where it may be: the raw view of a struct {@code XY} is {@code RawXY}, in the same package. */
  private static Set<String> rawViews(String name) {
    int end = name.lastIndexOf('.') + 1;
    String packageName = name.substring(0, end);
    String simpleName = name.substring(end);
    Set<String> views = new LinkedHashSet<>();
    if (simpleName.startsWith(RAW)) {
      views.add(name);
    }
    views.add(packageName + RAW + simpleName);
    views.add(packageName + RAW + simpleName.replaceFirst("^(Shared|Guarded)|Record$", ""));
    views.add(packageName + RAW + simpleName.substring(simpleName.lastIndexOf('$') + 1));
    views.add(packageName.replaceFirst("[^.]+\\.$", "") + RAW + simpleName); // nested in a type
    return views;
  }

  private static Throwable root(Throwable failure) {
    return failure.getCause() == null ? failure : root(failure.getCause());
  }
}

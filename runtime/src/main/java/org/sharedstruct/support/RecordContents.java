package org.sharedstruct.support;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Equality, hash code and text of generated records that have arrays: by what is in the arrays. */
public final class RecordContents {

  private RecordContents() {}

  /**
   * Whether two records have equal components.
   *
   * @param values the components of one
   * @param others those of the other, of the same types
   * @return true if each equals the other's, as {@code equals} of a record has it
   */
  public static boolean equal(Object[] values, Object[] others) {
    return Arrays.deepEquals(values, others);
  }

  /**
   * The hash code of a record.
   *
   * @param values its components
   * @return the same number for equal records
   */
  public static int hash(Object[] values) {
    return Arrays.deepHashCode(values);
  }

  /**
   * The text of a record, as records have it.
   *
   * @param type the simple name of the record
   * @param values its components
   * @param names their names
   * @return for instance {@code XYRecord[x=1.0, samples=[0.5, 0.25]]}
   */
  public static String text(String type, Object[] values, String... names) {
    return IntStream.range(0, names.length)
        .mapToObj(index -> names[index] + "=" + text(values[index]))
        .collect(Collectors.joining(", ", type + "[", "]"));
  }

  private static String text(Object value) {
    String inBrackets = Arrays.deepToString(new Object[] {value});
    return inBrackets.substring(1, inBrackets.length() - 1);
  }
}

package org.sharedstruct.tool;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How many, as a whole number. */
final class CountWord implements ITypeConverter<Long> {

  /** For picocli. */
  CountWord() {}

  @Override
  public Long convert(String word) {
    try {
      long count = Long.parseLong(word);
      if (count >= 0) {
        return count;
      }
    } catch (NumberFormatException none) {
      // said below
    }
    throw new TypeConversionException("'" + word + "' is not a number from 0 on");
  }
}

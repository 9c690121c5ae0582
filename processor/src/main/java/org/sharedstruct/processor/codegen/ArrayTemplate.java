package org.sharedstruct.processor.codegen;

/** The text that the templates of {@code RawXY.Array} and {@code GuardedXY.Array} share. */
final class ArrayTemplate {

  /**
   * How an array is made, and makes views of an element and of a part. The holes are the two types of views, what
   * each is made of, and what the superclass takes.
   */
  static final String VIEWS = """
      Array($elements) { super($inherited); }

      @Override
      protected $view view($element) { return new $view($element); }

      @Override
      protected $array view($elements) { return new Array($elements); }
      """;

  private ArrayTemplate() {}
}

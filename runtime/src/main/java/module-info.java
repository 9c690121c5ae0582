/**
 * Typed records in memory that several processes share: the annotations and what generated code
 * needs at run time. The module requires nothing beyond {@code java.base}.
 */
module org.sharedstruct {
  exports org.sharedstruct;
  exports org.sharedstruct.support;
}

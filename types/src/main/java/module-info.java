/** Ready-made structs of one value, for every typecode of Python's {@code multiprocessing.sharedctypes}. */
module org.sharedstruct.types {
  requires transitive org.sharedstruct;

  exports org.sharedstruct.types;
}

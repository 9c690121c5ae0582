package good;

/** Generated types inherit one of that name. */
public enum DefaultMethod { ONE, TWO }

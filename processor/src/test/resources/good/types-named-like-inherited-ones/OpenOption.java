package good;

/** Generated types inherit one of that name. */
public enum OpenOption { ONE, TWO }

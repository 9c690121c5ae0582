package org.sharedstruct.processor;

import java.util.Locale;

/**
 * Everything that can be wrong with a user's interface: each message says what is wrong and what to do.
 * The constant's name, in lower case and in brackets, begins the message, so that it can be looked up.
 */
enum Problem {
  NOT_AN_INTERFACE(
      "%s is %s. A shared struct is described by an interface: interface %1$s { float x(); }"),
  GENERIC(
      "%s has type parameters. Memory has one fixed layout: remove them, or write one interface for each type"),
  PRIVATE(
      "%s is private or inside a private type, where generated code cannot name it. Remove 'private'"),
  SEALED(
      "%s is sealed, and generated types must implement it. Remove 'sealed'"),
  NO_FIELDS(
      "%s has no fields. Declare at least one getter, for instance: float x();"),
  REFERENCE(
      "%s is %s, a reference, which means nothing in another process."
          + " Fields are boolean, byte, short, char, int, long, float and double"),
  BOXED(
      "%s is %s, a reference, which means nothing in another process. Use the primitive %s"),
  NOT_AN_ACCESSOR(
      "%s is no accessor: %s. A getter is 'float x()' or 'float getX()', a setter 'void x(float x)';"
          + " anything else must be default or static"),
  SETTER_WITHOUT_GETTER(
      "%s sets a field that no getter declares. Add '%s %s();' before it, or remove it"),
  SETTER_AGAINST_GETTER(
      "%s takes %s, but the field is %s by its getter. Give both the same type"),
  OBJECT_METHOD(
      "%s cannot be a field: %s() is a method of java.lang.Object, which every object has. Rename it"),
  FIELD_TWICE(
      "%s is declared by both %s() and %s(). Keep one of them"),
  FIELD_IS_DEFAULT_METHOD(
      "%s is a field by its getter %s(), and also a default method %s(). Rename one of them"),
  FIELD_OVERRIDDEN(
      "%s() is a field of %s and cannot be overridden by a default method. Rename it"),
  INHERITED_TWICE(
      "%s is inherited from both %s and %s. Rename it in one, or move it into a struct that both extend"),
  SUPERTYPE_NOT_A_STRUCT(
      "%s extends %s, which is no @SharedStruct and has the abstract method %s()."
          + " Annotate %2$s, or give the method a body"),
  SUPERTYPE_HAS_PROBLEMS(
      "%s extends %s, which has problems of its own. Mend those first"),
  SUPERTYPE_STALE(
      "%s extends %s, whose fields are %s, but whose generated type %s has %s. Compile %2$s again"),
  SUPERTYPE_NOT_GENERATED(
      "%s extends %s, whose generated type %s was not found. Compile %2$s with the SharedStruct processor"),
  NAME_TAKEN(
      "%s cannot be generated for %s: there is such a type already."
          + " Choose another name: @SharedStruct(\"%3$s\")"),
  NAME_NOT_AN_IDENTIFIER(
      "\"%s\" is no Java identifier, and generated types are named after it. Use letters and digits"),
  NAME_HIDDEN(
      "%s has a name that generated types inherit with another meaning, and the unnamed package cannot be"
          + " named. Rename it, or put it into a package"),
  NESTED_TYPE_TAKEN(
      "%s hides the generated type of that name. Rename the nested type"),
  SETTER_TWICE(
      "%s and %s would both be set by %s(%s). Rename one of them"),
  TOO_MANY_FIELDS(
      "%s has fields of %d words, and the constructor of its record takes 254 at most (JVMS 4.3.3; long and"
          + " double are two words, all others one). Divide it"),
  HIDDEN_TYPE(
      "%s cannot be overridden in the guarded view, since %s is private. Remove 'private' from that type"),
  OPERATION_TAKEN(
      "%s has the signature of a static method that generated types must have. Rename it"),
  CONSTANT_TAKEN(
      "%s hides what generated views inherit by that name. Rename the constant, in upper case as usual"),
  CANNOT_WRITE(
      "%s cannot be written: %s"),
  INTERNAL(
      "SharedStruct failed on %s: %s. This is a bug of the processor; please report it with the interface");

  private final String text;

  Problem(String text) {
    this.text = text;
  }

  String message(Object... arguments) {
    return "[" + name().toLowerCase(Locale.ROOT).replace('_', '-') + "] " + text.formatted(arguments);
  }
}

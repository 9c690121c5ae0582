package org.sharedstruct.processor;

import java.util.Locale;

/**
 * Everything that can be wrong with a user's interface: each message says what is wrong and what to do.
 * The constant's name, in lower case and in brackets, begins the message, so that it can be looked up.
 */
enum Problem {
  RELEASE(
      "generated code needs Java 25, and this is compiled for Java %d. Say --release 25 (Maven:"
          + " <maven.compiler.release>25</maven.compiler.release>)"),
  KOTLIN_PROPERTY(
      "%s has @%s on its Kotlin property, where Java does not see it. Write @get:%2$s"),
  KOTLIN_VALUE_CLASS(
      "%s has members of value classes of Kotlin, such as UInt: %s. Java cannot call them, so that they would be lost."
          + " Declare numbers that Java has, for instance: @get:Unsigned(32) val count: Long"),
  RUNTIME_VERSION(
      "the processor generates code of version %d, and the runtime that this is compiled with runs the versions %d to"
          + " %d. Use the processor and the runtime of one SharedStruct"),
  NOT_AN_INTERFACE(
      "%s is %s. A shared struct is described by an interface: interface %1$s { float x(); }"),
  GENERIC(
      "%s has type parameters. Memory has one fixed layout: remove them, or write one interface for each type"),
  PRIVATE(
      "%s is private or inside a private type, where generated code cannot name it. Remove 'private'"),
  SEALED(
      "%s is sealed, and generated types must implement it. Remove 'sealed'"),
  AUXILIARY(
      "%s stands in %s, and generated types would use it from other files, of which -Xlint:auxiliaryclass warns"
          + " each time. Give it a file of its own, %1$s.java, or nest it in a type that has one"),
  NO_FIELDS(
      "%s has no fields. Declare at least one getter, for instance: float x();"),
  REFERENCE(
      "%s is %s, a reference, which means nothing in another process. Fields are primitives, enums, String and"
          + " arrays with @Length, other structs, UUID, Instant and Duration"),
  POINTER(
      "%s is %s, which leads to memory of this process: in another process the same address holds something"
          + " else. Share the bytes themselves, for instance: @Length(64) byte[] data();"),
  FIELD_TYPE_PRIVATE(
      "%s is %s, which is private, where generated code cannot name it. Remove 'private' from that type"),
  ENUM_EMPTY(
      "%s is %s, which has no constants: nothing could be stored. Add one"),
  LENGTH_MISSING(
      "%s is %s, %s of no fixed length. Say how long it is: @Length(%s) %s %s"),
  INDEX_NOT_INT(
      "%s is the getter of an array by its index, which is %s. An index is an int: %s %s(int index)"),
  LENGTH_USELESS(
      "%s is %s, which has a length of its own. Remove @Length, or declare an array: %s"),
  LENGTH_IMPOSSIBLE(
      "%s has the length %d. A length is at least 1"),
  ARRAY_OF_ARRAYS(
      "%s is %s, an array of arrays. Declare one array of rows * columns, or a struct that is a row and an"
          + " array of it: @Length(4) Row %s(int index)"),
  ARRAY_OF_REFERENCES(
      "%s is %s. An array of what is no primitive is declared by its elements: @Length(16) %s %s(int index)"),
  ARRAY_OF_STRINGS(
      "%s is an array of String, and @Length cannot say both how many and how long. Put the String into a"
          + " struct of its own, and declare an array of that: @Length(16) Name %s(int index)"),
  UNSIGNED_NOT_AN_INTEGER(
      "%s is %s, and @Unsigned is for short, int and long. Remove it"),
  UNSIGNED_WIDTH(
      "%s is @Unsigned(%d). The widths are 8, 16 and 32 bits"),
  UNSIGNED_NOT_WIDER(
      "%s is %s, which cannot hold all values of %d bits without a sign. Make it %s"),
  ANNOTATION_MISPLACED(
      "%s has @%s, which is for the getter of a field. Move it there, or remove it"),
  UPDATE_MISPLACED(
      "%s has @Update, which is for a default method. Move it there, or remove it"),
  UPDATE_RESULT(
      "%s has @Update and returns %s, %s"),
  CHAINING(
      "%s returns nothing, so that its raw view cannot chain setters, as in raw.%s(...).%2$s(...). To have that, declare"
          + " it to return the struct: %s; or suppress this note by @SuppressWarnings(\"chaining\")"),
  UPDATE_MISSING(
      "%s returns nothing, and a guarded view runs it on a snapshot, where setters throw. If it writes, annotate it"
          + " with @Update; if it does not, with @SuppressWarnings(\"update-missing\")"),
  ALIGN_IMPOSSIBLE(
      "%s is aligned to %d bytes. An alignment is a power of two from 1 to %d, for instance @Align(64)"),
  ALIGN_TOO_SMALL(
      "%s has an alignment of %d bytes by its type, and @Align(%d) cannot lower it. Raise or remove it"),
  ATOMIC_IMPOSSIBLE(
      "%s is %s, which no processor changes atomically in memory. @Atomic is for a single int, long, float,"
          + " double, enum or @Unsigned(32) long. Remove it, or widen the field"),
  NESTED_NOT_A_STRUCT(
      "%s is %s, %s and no @SharedStruct. Describe it by an interface of getters and annotate that"),
  NESTED_HAS_PROBLEMS(
      "%s is %s, which has problems of its own. Mend those first"),
  NESTED_NOT_GENERATED(
      "%s is %s, whose generated type %s was not found. Compile %2$s with the SharedStruct processor"),
  CONTAINS_ITSELF(
      "%s is %s, which is or contains %s: it would be endless. Refer to another element of an array by its"
          + " index, for instance: long next();"),
  TOO_LARGE(
      "%s has %d bytes, and a struct has %d at most. Shorten its arrays, or share an array of smaller structs"),
  SIZE_IMPOSSIBLE(
      "%s has size = %d. The size is a multiple of its alignment, which is %d bytes, and more than 0"),
  SIZE_EXCEEDED(
      "%s takes the bytes %d to %d, and %s has size = %d: %d bytes are left for it. Raise the size, which needs a"
          + " new file, or make the field shorter"),
  SCHEMA_TOO_LONG(
      "%s needs %d bytes to describe, and a class file has room for %d (JVMS 4.4.7). Divide it, or shorten names"),
  BOXED(
      "%s is %s, a reference, which means nothing in another process. Use the primitive %s"),
  NOT_AN_ACCESSOR(
      "%s is no accessor: %s. A getter is 'float x()' or 'float getX()', a setter 'void x(float x)';"
          + " anything else must be default or static"),
  SETTER_WITHOUT_GETTER(
      "%s sets a field that no getter declares. Add '%s %s(%s);' before it, or remove it%s"),
  SETTER_AGAINST_GETTER(
      "%s takes %s, but the field is %s by its getter. Give both the same type"),
  SETTER_FORM(
      "%s does not go with %s. Make it: void %s(%s%s value)"),
  FIELD_REDECLARED(
      "%s is a field of %s, which says all about it. Declare it here with the same type and no annotation of a"
          + " field, or not at all"),
  OBJECT_METHOD(
      "%s cannot be a field: %s() is a method of java.lang.Object, which every object has. Rename it"),
  FIELD_TWICE(
      "%s is declared by both %s() and %s(). Keep one of them"),
  FIELD_IS_DEFAULT_METHOD(
      "%s is a field by its getter %s(), and also a default method %s(). Rename one of them"),
  FIELD_OVERRIDDEN(
      "%s is a field of %s and cannot be overridden by a default method. Rename it"),
  INHERITED_TWICE(
      "%s is inherited from both %s and %s. Rename it in one, or move it into a struct that both extend"),
  SUPERTYPE_NOT_A_STRUCT(
      "%s extends %s, which is no @SharedStruct and has the abstract method %s. %s"),
  SUPERTYPE_HAS_PROBLEMS(
      "%s extends %s, which has problems of its own. Mend those first"),
  SUPERTYPE_STALE(
      "%s extends %s, whose fields are %s, but whose generated type %s has %s. Compile %2$s again"),
  SUPERTYPE_NOT_GENERATED(
      "%s extends %s, whose generated type %s was not found. Compile %2$s with the SharedStruct processor"),
  NAME_TAKEN(
      "%s cannot be generated for %s: %s already. Choose another name: @SharedStruct(\"%s\")"),
  GENERATED_IS_SOURCE(
      "%s, which was generated for %s, is given to the compiler as a source file, and would be generated again. Take"
          + " the folder of generated files away from the source roots; or if they are to stay there, compile without"
          + " the processor (-proc:none)"),
  NAME_NOT_AN_IDENTIFIER(
      "\"%s\" is no Java identifier, and generated types are named after it. Use letters and digits"),
  NAME_HIDDEN(
      "%s has a name that generated types inherit with another meaning, and the unnamed package cannot be"
          + " named. Rename it, or put it into a package"),
  NESTED_TYPE_TAKEN(
      "%s hides the generated type of that name. Rename the nested type"),
  ACCESSOR_TWICE(
      "%s and %s would both have the accessor %s. Rename one of them"),
  TOO_MANY_FIELDS(
      "%s has fields of %d words, and the constructor of its record takes 254 at most (JVMS 4.3.3; long and"
          + " double are two words, all others one). Divide it"),
  HIDDEN_TYPE(
      "%s cannot be overridden in the guarded view, since %s is private. Remove 'private' from that type"),
  TYPE_AMBIGUOUS(
      "%s mentions %s, which may be %s or %s: both are generated in this run, and no import decides. Import the one"
          + " that is meant"),
  UNKNOWN_NAME(
      "%s mentions %s, which is unknown. Did you mean %s?"),
  OPERATION_TAKEN(
      "%s has the signature of a static method that generated types must have. Rename it"),
  OBSCURED(
      "%s has the fields %s and %s: in its record, neither the simple name of a type %2$s nor its full name could"
          + " be told from them. Rename one of them"),
  CONSTANT_TAKEN(
      "%s hides what generated views inherit by that name. Rename the constant, in upper case as usual"),
  CANNOT_WRITE(
      "%s cannot be written: %s"),
  HEADERS(
      "-Asharedstruct.headers names no folder. Say where headers for C are to be written:"
          + " -Asharedstruct.headers=target/headers"),
  HEADER_TAKEN(
      "%s and %s would both have %s. Rename one of them, by @SharedStruct(\"Name\") at least"),
  INTERNAL(
      "SharedStruct failed on %s: %s. This is a bug of the processor; please report it with the interface");

  private final String text;

  Problem(String text) {
    this.text = text;
  }

  /** What a message begins with in brackets, and a warning can be suppressed by. */
  String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String message(Object... arguments) {
    return "[" + key() + "] " + String.format(Locale.ROOT, text, arguments);
  }
}

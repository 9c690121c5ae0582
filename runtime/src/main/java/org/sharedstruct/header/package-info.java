/**
 * Structs as C and C++ declare them: from a schema to the text of a header. Pure functions, which
 * the annotation processor calls, and {@code org.sharedstruct.tools} for the command line. What a
 * schema says belongs to {@code org.sharedstruct.format}; nothing here writes files. The header for
 * the protocol, {@code c/sharedstruct.h} of the project, is a resource beside these classes.
 */
package org.sharedstruct.header;

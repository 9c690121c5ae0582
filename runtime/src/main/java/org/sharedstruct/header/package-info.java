/**
 * Structs as C and C++ declare them: from a schema to the text of a header. Pure functions, which
 * the annotation processor calls, and {@code org.sharedstruct.tools} for the command line. What a
 * schema says belongs to {@code org.sharedstruct.format}; nothing here reads or writes files.
 */
package org.sharedstruct.header;

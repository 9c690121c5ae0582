/**
 * Writes the generated types: one class here for each of them, one method for each method of theirs.
 * Methods and constants are a {@link org.sharedstruct.processor.codegen.Template}, which looks like them; expressions
 * that go into its holes are code blocks of JavaPoet.
 * What would be the same text for every struct belongs into the superclasses in {@code
 * org.sharedstruct.support}, not here.
 */
package org.sharedstruct.processor.codegen;

/**
 * Writes the generated types: one class here for each of them, one method for each method of theirs.
 * What would be the same text for every struct belongs into the superclasses in {@code
 * org.sharedstruct.support}, not here.
 */
package org.sharedstruct.processor.codegen;

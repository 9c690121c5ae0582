/**
 * What a region holds, as values that know nothing of how they are shown: the types that a schema describes, the
 * values that bytes are by them, the paths that lead into both. Nothing here writes to a region or to the terminal.
 */
package org.sharedstruct.tool.value;

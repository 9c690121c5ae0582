/**
 * Where the fields of a struct lie: pure functions of the model. The rules are those of C's ABI on the
 * common platforms (System V, AAPCS64, Microsoft x64): declaration order, each field at the next
 * multiple of its alignment, the whole padded to a multiple of the largest alignment.
 */
package org.sharedstruct.processor.layout;

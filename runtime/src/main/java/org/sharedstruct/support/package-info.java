/**
 * What generated code calls, and nobody else: the superclasses of handles and views. Whatever would be
 * the same text in every generated class is here instead; what depends on the fields of a struct is
 * generated.
 *
 * <p>A struct's fields may have any name. So each kind of view has three superclasses: the view itself ({@link
 * org.sharedstruct.support.GuardedView}), without a public instance method that a field could collide with; that
 * with all operations as methods ({@link org.sharedstruct.support.GuardedOperations}), which nearly every struct's
 * view extends; and, for a struct that has taken the name of one of them, that with all of them as static methods
 * ({@link org.sharedstruct.support.GuardedStatics}), to which the generated view adds the instance forms of the rest.
 *
 * <p>A field that is one primitive is one access. Any other has a {@link org.sharedstruct.support.Codec}, by
 * which all four kinds of views read and write it.
 *
 * <p>Reads and writes of raw views are plain accesses of the foreign memory API: no ordering is
 * promised, and one aligned field of up to 8 bytes is never torn. Guarded views get theirs from the
 * region's guard.
 */
package org.sharedstruct.support;

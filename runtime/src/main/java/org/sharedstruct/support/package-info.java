/**
 * What generated code calls, and nobody else: the superclasses of handles and views. Whatever would be
 * the same text in every generated class is here instead; what depends on the fields of a struct is
 * generated.
 *
 * <p>A struct's fields may have any name, so the superclasses of views that implement the user's
 * interface have no public instance method that a field could collide with. What they offer is static
 * and takes the view: {@code GuardedView.version(view)}. Generated classes add the instance forms, each
 * unless the user has taken the name.
 *
 * <p>A field that is one primitive is one access. Any other has a {@link org.sharedstruct.support.Codec}, by
 * which all four kinds of views read and write it.
 *
 * <p>Reads and writes of raw views are plain accesses of the foreign memory API: no ordering is
 * promised, and one aligned field of up to 8 bytes is never torn. Guarded views get theirs from the
 * region's guard.
 */
package org.sharedstruct.support;

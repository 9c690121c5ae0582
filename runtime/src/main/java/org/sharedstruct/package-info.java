/**
 * What users import: the annotation that makes an interface a shared struct, the handle and the lock
 * of a shared region, and the exceptions that say what is wrong with a file.
 *
 * <p>This is the ground floor. It names things and promises behaviour; how a file is laid out,
 * published and guarded is the work of packages that build on this one and are built on by generated
 * code. Nothing here knows them.
 */
package org.sharedstruct;

/**
 * The file: how it is made and published, checked and attached to, removed; who is attached, and how the
 * living are told from the dead. What happens in the mapped memory afterwards is the guard's
 * ({@code org.sharedstruct.guard}). Nothing outside the runtime sees this package.
 */
package org.sharedstruct.region;

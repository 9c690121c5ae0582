/**
 * What is asked of the operating system beyond what {@code java.nio} offers: sleeping on a word of
 * shared memory, locks that belong to an open file, which file is open and who uses it, work with files
 * that no interrupt cuts, who a process and its user are, and room on the stack. Each says whether it is
 * to be had here, and everything else works without it; nothing here knows what a region is.
 *
 * <p>Calls into the C library are made only where the user has granted this module native access: they
 * need no flag, and there is no warning, unless he asks for it.
 */
package org.sharedstruct.kernel;

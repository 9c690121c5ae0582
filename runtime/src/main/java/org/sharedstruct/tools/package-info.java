/**
 * Programs for the command line, each a class with a {@code main}. They use the other packages, and
 * none of these uses them.
 */
package org.sharedstruct.tools;

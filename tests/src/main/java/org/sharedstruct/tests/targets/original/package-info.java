/** The {@code Target} that files are written with. */
package org.sharedstruct.tests.targets.original;

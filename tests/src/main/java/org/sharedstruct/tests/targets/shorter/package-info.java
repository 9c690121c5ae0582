/** The {@code Target} with a field less. */
package org.sharedstruct.tests.targets.shorter;

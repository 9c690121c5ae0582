/** The {@code Target} with a field of another type of the same size. */
package org.sharedstruct.tests.targets.retyped;

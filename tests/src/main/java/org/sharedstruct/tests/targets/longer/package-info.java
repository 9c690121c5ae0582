/** The {@code Target} with a field more. */
package org.sharedstruct.tests.targets.longer;

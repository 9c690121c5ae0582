/** The {@code Target} with a field of another name. */
package org.sharedstruct.tests.targets.renamed;

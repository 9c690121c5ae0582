/** The {@code Target} with two fields that have changed places. */
package org.sharedstruct.tests.targets.moved;

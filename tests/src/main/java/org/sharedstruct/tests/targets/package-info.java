/** Structs of the same name {@code Target}, each in a package of its own, that differ in one way. */
package org.sharedstruct.tests.targets;

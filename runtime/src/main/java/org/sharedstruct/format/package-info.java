/**
 * What a region's file looks like: where its words lie, what a schema says, what follows from it for the
 * places of everything else. Pure functions and constants; nothing here opens, maps or locks.
 */
package org.sharedstruct.format;

/**
 * Values on their way: out of a region into dumps and recordings, and from those, or from words,
 * back into a region. Elements go one by one, so that a region of any size needs little memory.
 */
package org.sharedstruct.tool.transfer;

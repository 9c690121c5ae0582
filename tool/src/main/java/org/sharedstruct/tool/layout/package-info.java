/**
 * Where the fields of a struct lie: as spans of bytes, and as a picture of them. Nothing here knows
 * regions.
 */
package org.sharedstruct.tool.layout;

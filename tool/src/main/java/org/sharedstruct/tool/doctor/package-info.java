/**
 * What can be wrong with regions and beside them, and what may be done about it without their
 * programs. A {@code RegionCheck} looks at one region, a {@code FolderCheck} at a folder; each says
 * what it finds in a {@code Finding}. Both only look. {@code Repair} does what every program does
 * that opens a region, and nothing else: it never decides which values are right.
 */
package org.sharedstruct.tool.doctor;

/**
 * How values and facts are shown: as a table for people, which {@code awk} can cut, as JSON and as CSV. Nothing here
 * knows where they come from.
 */
package org.sharedstruct.tool.output;

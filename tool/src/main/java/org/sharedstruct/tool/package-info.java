/**
 * The command {@code sharedstruct}, by which people look into regions. {@link org.sharedstruct.tool.Sharedstruct} has
 * the list of commands, and each is a class of its own; what all of them do alike about failures is in {@code
 * Failures}. A command asks the runtime, by its packages that are not exported, and leaves to {@code value} what the
 * bytes mean and to {@code output} how it is shown.
 */
package org.sharedstruct.tool;

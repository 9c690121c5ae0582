package org.sharedstruct.tool.value;

/**
 * Where a value is in a region.
 *
 * @param element which one of an array; 0 for a single struct
 * @param offset where it begins in the element
 * @param type what is there
 */
public record Place(long element, long offset, Type type) {}

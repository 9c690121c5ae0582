/**
 * The structs that the tests share, in the shapes that users give theirs: one interface each, compiled as a
 * user's are. What runs in processes of its own is in {@code child}.
 */
package org.sharedstruct.tests;

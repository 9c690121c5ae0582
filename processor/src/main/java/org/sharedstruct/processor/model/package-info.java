/**
 * What a user's interface says, as values: structs, fields and their types. Nothing here refers to
 * {@code javax.lang.model}, so everything after the reading stage can be made and tested without a
 * compiler. Names of types are JavaPoet's, since they end in generated source.
 */
package org.sharedstruct.processor.model;

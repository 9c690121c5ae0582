/**
 * The annotation processor and its first stage: from the compiler's elements to the model, with every
 * problem found on the way. A struct takes one path: {@code TypeElement} to {@link
 * org.sharedstruct.processor.model.Struct}, to {@link org.sharedstruct.processor.layout.StructLayout},
 * to source files. Only this package knows {@code javax.lang.model}.
 */
package org.sharedstruct.processor;

/** Later versions of structs of the tests. */
package org.sharedstruct.tool.next;

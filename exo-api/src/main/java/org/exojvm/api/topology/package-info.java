/**
 * Nodes and the directed links between them.
 *
 * <p>Threading: values are immutable and may be shared freely; interfaces state their own contract.
 */
@NullMarked
package org.exojvm.api.topology;

import org.jspecify.annotations.NullMarked;

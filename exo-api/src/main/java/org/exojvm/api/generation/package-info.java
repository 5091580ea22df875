/**
 * Requests and their output.
 *
 * <p>Threading: values are immutable and may be shared freely; interfaces state their own contract.
 */
@NullMarked
package org.exojvm.api.generation;

import org.jspecify.annotations.NullMarked;

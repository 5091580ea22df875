/**
 * What nodes report about themselves.
 *
 * <p>Threading: values are immutable and may be shared freely; interfaces state their own contract.
 */
@NullMarked
package org.exojvm.api.node;

import org.jspecify.annotations.NullMarked;

/**
 * Small immutable collections: a persistent ordered map, bytes, and JSON that is passed through.
 *
 * <p>Threading: values are immutable and may be shared freely; interfaces state their own contract.
 */
@NullMarked
package org.exojvm.api.collection;

import org.jspecify.annotations.NullMarked;

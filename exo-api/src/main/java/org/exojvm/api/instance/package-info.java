/**
 * Shards, placed instances and the intents that keep them placed.
 *
 * <p>Threading: values are immutable and may be shared freely; interfaces state their own contract.
 */
@NullMarked
package org.exojvm.api.instance;

import org.jspecify.annotations.NullMarked;

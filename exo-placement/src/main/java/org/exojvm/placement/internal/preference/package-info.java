/**
 * Searches placements by what the cost model says of them, for the preferences interactivity and
 * throughput.
 *
 * <p>{@link org.exojvm.placement.internal.preference.PreferenceSearch} rates every rank order of a
 * small cluster. On a larger one it starts from the best cycles by size and memory, of several
 * sizes and speeds of nodes, and improves them step by step.
 *
 * <p>Threading: everything lives for one search.
 */
@NullMarked
package org.exojvm.placement.internal.preference;

import org.jspecify.annotations.NullMarked;

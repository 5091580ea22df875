/**
 * A placement strategy as a host would write it; see "Write a strategy" in the README.
 *
 * <pre>{@code
 * PlacementResult result = new SpareNodeStrategy().place(request);
 * }</pre>
 *
 * <p>Threading: strategies are stateless and may be called from any thread.
 */
@NullMarked
package org.exojvm.examples.strategy;

import org.jspecify.annotations.NullMarked;

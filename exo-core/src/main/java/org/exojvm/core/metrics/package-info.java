/**
 * Meters of a node for hosts that have Micrometer, which is an optional dependency: nothing else
 * here touches it.
 *
 * <pre>{@code
 * node.start();
 * new NodeMeters(node).bindTo(registry);
 * }</pre>
 *
 * <p>Threading: meters read the node when a registry asks, in its threads.
 */
@NullMarked
package org.exojvm.core.metrics;

import org.jspecify.annotations.NullMarked;

/**
 * {@link org.exojvm.core.state.State}, everything the cluster agrees on, and the one function that
 * changes it, {@link org.exojvm.core.state.EventApplier}.
 *
 * <p>The master numbers events from 0; every replica that applies the same events in this order
 * comes to an equal state. Applying one costs O(log n) of the entries of a map, whatever the size
 * of the cluster; only a node that leaves costs a look at every other node, and a bridge that is
 * switched a bounded search for cycles.
 *
 * <p>Threading: values are immutable and may be shared freely; functions are pure.
 *
 * <pre>{@code
 * State before = State.empty();
 * Event event = new NodeGatheredInfo(eventId, node, new GatheredMemoryUsage(usage));
 * State after = EventApplier.apply(before, new IndexedEvent(0, event, node));
 * after.nodeMemory().get(node); // usage
 * before.nodeMemory().get(node); // null
 * }</pre>
 */
@NullMarked
package org.exojvm.core.state;

import org.jspecify.annotations.NullMarked;

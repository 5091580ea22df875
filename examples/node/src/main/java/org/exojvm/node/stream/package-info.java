/**
 * {@code GET /events/stream}: the events of the cluster as server-sent events.
 *
 * <ul>
 *   <li>{@link org.exojvm.node.stream.EventStreamRoutes} is the route.
 *   <li>{@link org.exojvm.node.stream.EventStreamBody} serves one client, at its own pace.
 *   <li>{@link org.exojvm.node.stream.EventFrames} encodes every event once for all of them.
 * </ul>
 *
 * <p>Threading: a stream belongs to the thread of its request; everything else is safe for any.
 */
@NullMarked
package org.exojvm.node.stream;

import org.jspecify.annotations.NullMarked;

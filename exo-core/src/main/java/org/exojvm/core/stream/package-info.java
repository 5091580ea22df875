/**
 * Puts streams of numbered messages back in order. The network loses, repeats and reorders; {@link
 * org.exojvm.core.stream.OrderedBuffer} hands on every message of one origin once and in order,
 * {@link org.exojvm.core.stream.OriginBuffers} does so for many origins.
 *
 * <pre>{@code
 * OrderedBuffer<Event> buffer = new OrderedBuffer<>(0);
 * for (Event event : buffer.ingest(message.originIdx(), message.event()).released()) {
 *   handle(event);
 * }
 * }</pre>
 *
 * <p>Threading: a buffer belongs to one thread. It blocks on nothing and reads no clock.
 */
@NullMarked
package org.exojvm.core.stream;

import org.jspecify.annotations.NullMarked;

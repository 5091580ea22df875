/**
 * Many streams over one connection, each with flow control of its own (<a
 * href="https://github.com/hashicorp/yamux/blob/master/spec.md">yamux</a>).
 *
 * <ul>
 *   <li>{@link org.exojvm.transport.libp2p.yamux.YamuxSession} owns the connection: a reader thread
 *       that hands bytes to streams, and a writer thread that takes them from streams.
 *   <li>{@link org.exojvm.transport.libp2p.yamux.YamuxStream} is what callers read and write;
 *       {@code StreamState} holds its windows and buffers.
 *   <li>{@code Outbox} says which frame goes out next: answers and credit before data, and data of
 *       the streams in turns of 16 KiB, so that a large message does not hold up a small one.
 *   <li>{@link org.exojvm.transport.libp2p.yamux.YamuxLimits} names every bound; {@link
 *       org.exojvm.transport.libp2p.yamux.ReceiveBudget} bounds what all streams of a node hold.
 * </ul>
 *
 * <p>The reader never waits for a stream, whose window bounds what is buffered for it, and never
 * writes: two sides that did both could wait for each other for ever.
 *
 * <p>Threading: one lock per session guards all of its streams; it is held for moving bytes in
 * memory only. A stream has one reader and one writer at a time.
 */
@NullMarked
package org.exojvm.transport.libp2p.yamux;

import org.jspecify.annotations.NullMarked;

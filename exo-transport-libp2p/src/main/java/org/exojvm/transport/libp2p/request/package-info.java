/**
 * Requests for two: one stream of a connection per request, under a protocol of this product's own.
 *
 * <pre>
 * asks:     length as 4 bytes, the request; then no more
 * answers:  0 and the answer likewise, or 1: refused, or 2: too much is waiting
 * </pre>
 *
 * <ul>
 *   <li>{@link org.exojvm.transport.libp2p.request.RequestClient} asks.
 *   <li>{@link org.exojvm.transport.libp2p.request.RequestServer} answers.
 *   <li>{@link org.exojvm.transport.libp2p.request.RequestLimits}: the bounds of both.
 * </ul>
 *
 * <p>Threading: both may be used by any thread; each request has a virtual thread on either side.
 */
@NullMarked
package org.exojvm.transport.libp2p.request;

import org.jspecify.annotations.NullMarked;

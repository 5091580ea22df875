/**
 * What every layer is and stands on: a {@link org.exojvm.transport.libp2p.duplex.Duplex} that moves
 * bytes both ways and blocks. A layer takes the duplex below and is one itself, so a test drives it
 * with arrays and a connection is a chain of them.
 *
 * <p>{@link org.exojvm.transport.libp2p.duplex.Delimited} frames messages by their length.
 *
 * <p>Threading: one thread reads and one writes at a time; closing may come from any thread and
 * wakes both.
 */
@NullMarked
package org.exojvm.transport.libp2p.duplex;

import org.jspecify.annotations.NullMarked;

/**
 * Agreement on a protocol: the dialler proposes names one after the other, the listener repeats the
 * one it speaks or answers {@code na} (<a
 * href="https://github.com/multiformats/multistream-select">multistream-select 1.0</a>). It stands
 * at the start of a connection, twice, and of every stream.
 *
 * <p>Nothing is read beyond the agreement, so the duplex can be handed to the protocol. The time is
 * bounded by whoever closes the duplex.
 *
 * <p>Threading: a negotiation belongs to one thread.
 */
@NullMarked
package org.exojvm.transport.libp2p.multistream;

import org.jspecify.annotations.NullMarked;

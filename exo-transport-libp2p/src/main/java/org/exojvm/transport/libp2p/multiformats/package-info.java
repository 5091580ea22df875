/**
 * The numbers and names that all layers share: variable-length integers, base58, peer ids and
 * addresses, as text and as bytes.
 *
 * <ul>
 *   <li>{@link org.exojvm.transport.libp2p.multiformats.Uvarint}, {@link
 *       org.exojvm.transport.libp2p.multiformats.Base58}: codings.
 *   <li>{@link org.exojvm.transport.libp2p.multiformats.PeerId}: who; {@link
 *       org.exojvm.transport.libp2p.multiformats.Multiaddr}: where.
 *   <li>{@link org.exojvm.transport.libp2p.multiformats.WireException}: a peer broke a rule.
 * </ul>
 *
 * <p>Text comes from people, so a fault in it is an {@link java.lang.IllegalArgumentException} with
 * a hint. Bytes come from peers, so a fault in them is a checked {@code WireException}; nothing is
 * allocated on the word of a length that has not been compared with a bound.
 *
 * <p>Threading: values are immutable; functions are pure.
 */
@NullMarked
package org.exojvm.transport.libp2p.multiformats;

import org.jspecify.annotations.NullMarked;

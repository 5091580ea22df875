/**
 * Authentication and encryption: {@code Noise_XX_25519_ChaChaPoly_SHA256} in the frames of libp2p
 * (<a href="https://noiseprotocol.org/noise.html">Noise</a>, <a
 * href="https://github.com/libp2p/specs/blob/master/noise/README.md">noise-libp2p</a>). Both sides
 * prove that they hold the key that their peer id names; whoever is not the peer that was dialled
 * is found out by the caller, who compares the id.
 *
 * <ul>
 *   <li>{@link org.exojvm.transport.libp2p.noise.Noise} shakes hands and returns a {@link
 *       org.exojvm.transport.libp2p.noise.NoiseDuplex}, which knows the peer.
 *   <li>Inside: the handshake pattern, its symmetric state and ciphers, step functions on the JDK's
 *       primitives; no extension is sent, and those of the peer are passed over.
 * </ul>
 *
 * <p>Threading: as {@link org.exojvm.transport.libp2p.duplex.Duplex} says; {@code Noise} may be
 * used by any thread.
 */
@NullMarked
package org.exojvm.transport.libp2p.noise;

import org.jspecify.annotations.NullMarked;

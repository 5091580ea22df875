/**
 * The private network: both sides of a connection encrypt all of it under a key that they share (<a
 * href="https://github.com/libp2p/specs/blob/master/pnet/Private-Networks-PSK-V1.md">pnet</a>).
 *
 * <p><b>What it protects:</b> two clusters on one wire do not meet, and who has not the key reads
 * nothing and reaches no other layer. <b>What it does not:</b> it authenticates nobody, it does not
 * notice changed bytes, and the key that is derived from a public namespace is public itself. Noise
 * above authenticates; a secret namespace or a list of allowed peers authorises.
 *
 * <ul>
 *   <li>{@link org.exojvm.transport.libp2p.pnet.PreSharedKey} is the key.
 *   <li>{@link org.exojvm.transport.libp2p.pnet.PrivateNetwork} exchanges nonces and returns the
 *       encrypted duplex.
 * </ul>
 *
 * <p>Threading: as {@link org.exojvm.transport.libp2p.duplex.Duplex} says.
 */
@NullMarked
package org.exojvm.transport.libp2p.pnet;

import org.jspecify.annotations.NullMarked;

/**
 * Who a node is: an Ed25519 key pair, whose public half is the id of the peer. {@link
 * org.exojvm.transport.libp2p.identity.Identity} signs; {@link
 * org.exojvm.transport.libp2p.identity.PublicKey} verifies, and is found in the id itself. Keys of
 * other kinds are refused: no node of such a cluster has one.
 *
 * <p>Bouncy Castle does the arithmetic: on the machine where this was written it signs and verifies
 * in about a tenth of the time of the JDK, and every message of the cluster is signed by one node
 * and verified by all others.
 *
 * <p>Threading: values are immutable; functions are pure but for {@code Identity.generate()}, which
 * asks the machine for chance.
 */
@NullMarked
package org.exojvm.transport.libp2p.identity;

import org.jspecify.annotations.NullMarked;

/**
 * What gossipsub says, as values and as bytes (<a
 * href="https://github.com/libp2p/specs/blob/master/pubsub/gossipsub/gossipsub-v1.2.md">gossipsub
 * 1.2</a>).
 *
 * <ul>
 *   <li>{@link org.exojvm.transport.libp2p.gossipsub.rpc.Rpc}: one packet, any mix of
 *       subscriptions, messages and control; {@link
 *       org.exojvm.transport.libp2p.gossipsub.rpc.RawMessage} is a message that nobody has checked.
 *   <li>{@link org.exojvm.transport.libp2p.gossipsub.rpc.RpcCodec}: to bytes and back. Every length
 *       and every count has a cap; fields that are not known are skipped.
 *   <li>{@link org.exojvm.transport.libp2p.gossipsub.rpc.MessageCodec}: one message, and the bytes
 *       that its author signs.
 * </ul>
 *
 * <p>Nothing here decides whether a message is believed: that is the router's and its check's.
 *
 * <p>Threading: values are immutable; functions are pure.
 */
@NullMarked
package org.exojvm.transport.libp2p.gossipsub.rpc;

import org.jspecify.annotations.NullMarked;

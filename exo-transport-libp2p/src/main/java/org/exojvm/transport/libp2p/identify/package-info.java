/**
 * What a node tells of itself (<a
 * href="https://github.com/libp2p/specs/blob/master/identify/README.md">identify</a>): its key,
 * where it listens and what it speaks. The reference does not speak it, and nothing here needs it
 * of a peer; but others learn only from it that a node speaks gossipsub, so it is served.
 *
 * <ul>
 *   <li>{@link org.exojvm.transport.libp2p.identify.Identify} is the message.
 *   <li>{@link org.exojvm.transport.libp2p.identify.IdentifyHandler} tells it to who asks; {@link
 *       org.exojvm.transport.libp2p.identify.IdentifyPushHandler} takes what others tell unasked.
 * </ul>
 *
 * <p>Threading: messages are immutable; handlers hold nothing.
 */
@NullMarked
package org.exojvm.transport.libp2p.identify;

import org.jspecify.annotations.NullMarked;

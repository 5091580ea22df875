/**
 * What the messages of a cluster look like inside of gossip: several small ones in one, or one
 * large one in two. A signature costs as much as carrying a hundred small messages, and gossip
 * takes none as large as the transport's largest.
 *
 * <pre>
 * 01, then for each message: length as a varint, the message      a batch
 * 02, number of the part, count of parts, the part                one part of a message
 * </pre>
 *
 * <p>{@link org.exojvm.transport.libp2p.payload.PayloadWriter} makes them; {@link
 * org.exojvm.transport.libp2p.payload.PayloadReader} takes them apart and keeps the order of each
 * author: gossip may bring messages over ways of different lengths, so one that comes after a later
 * one is let go. An author's numbers only grow, so while an author is known nothing of it that was
 * heard can be played again. It is forgotten once no connection to it is left, for it may come back
 * with a clock that is behind; what gossip has seen in the last minute it lets go all the same.
 *
 * <p>Threading: pure; a reader belongs to one thread.
 */
@NullMarked
package org.exojvm.transport.libp2p.payload;

import org.jspecify.annotations.NullMarked;

package org.exojvm.transport.libp2p.gossipsub.rpc;

import com.google.protobuf.ByteString;
import org.exojvm.transport.libp2p.multiformats.PeerId;

/**
 * The name of a message in gossip. All peers of a network must form it alike: the text of the
 * author's id, then the sequence number in decimal, as rust-libp2p does.
 *
 * @param bytes the name; that of a peer that forms names otherwise may be any bytes
 */
public record MessageId(ByteString bytes) {

  /** Longest name that is taken from a peer, in bytes; ours have at most 72. */
  public static final int MAX_BYTES = 256;

  /** Returns the name of a message, given its author and its number, which is unsigned. */
  public static MessageId of(PeerId author, long seqno) {
    return new MessageId(ByteString.copyFromUtf8(author + Long.toUnsignedString(seqno)));
  }

  /** Returns the name as text if it is one of ours. */
  @Override
  public String toString() {
    return bytes.toStringUtf8();
  }
}

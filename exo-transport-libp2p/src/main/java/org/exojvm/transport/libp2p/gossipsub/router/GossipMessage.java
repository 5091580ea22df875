package org.exojvm.transport.libp2p.gossipsub.router;

import com.google.protobuf.ByteString;
import org.exojvm.transport.libp2p.gossipsub.rpc.MessageId;
import org.exojvm.transport.libp2p.gossipsub.rpc.RawMessage;
import org.exojvm.transport.libp2p.multiformats.PeerId;

/**
 * A message whose author and number are known.
 *
 * @param id its name
 * @param author who published it
 * @param seqno the author's number of it, unsigned
 * @param raw the message as it is passed on
 */
public record GossipMessage(MessageId id, PeerId author, long seqno, RawMessage raw) {

  /** Returns the message with this author and number. */
  public static GossipMessage of(PeerId author, long seqno, RawMessage raw) {
    return new GossipMessage(MessageId.of(author, seqno), author, seqno, raw);
  }

  /** Returns the topic. */
  public String topic() {
    return raw.topic();
  }

  /** Returns what it says. */
  public ByteString data() {
    return raw.data();
  }
}

package org.exojvm.transport.libp2p.gossipsub;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.exojvm.transport.libp2p.gossipsub.router.GossipMessage;
import org.exojvm.transport.libp2p.gossipsub.rpc.MessageCodec;
import org.exojvm.transport.libp2p.gossipsub.rpc.RawMessage;
import org.exojvm.transport.libp2p.identity.Identity;

/**
 * Numbers and signs the messages of one author. Numbers begin at a time in nanoseconds, so that a
 * node that starts again goes on above those of its last start. Belongs to one thread at a time.
 */
final class MessageSigner {

  private final Identity identity;
  private final ByteString from;
  private long nextSeqno;

  /** Returns the time in nanoseconds since 1970, as rust-libp2p begins. */
  static long firstSeqnoNow() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000_000 + now.getNano();
  }

  /** Creates a signer whose first message has a number. */
  MessageSigner(Identity identity, long firstSeqno) {
    this.identity = identity;
    this.from = UnsafeByteOperations.unsafeWrap(identity.peerId().bytes());
    this.nextSeqno = firstSeqno;
  }

  /** Returns the next message. The key is left out: the id of the author holds it. */
  GossipMessage sign(String topic, ByteString data) {
    long seqno = nextSeqno++;
    ByteString number =
        UnsafeByteOperations.unsafeWrap(ByteBuffer.allocate(Long.BYTES).putLong(seqno).array());
    RawMessage unsigned = new RawMessage(from, data, number, topic, null, null);
    byte[] signature = identity.sign(MessageCodec.signedBytes(unsigned));
    return GossipMessage.of(
        identity.peerId(), seqno, unsigned.signed(UnsafeByteOperations.unsafeWrap(signature)));
  }
}

package org.exojvm.transport.libp2p.gossipsub.rpc;

import com.google.protobuf.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * A message as it stands on the wire, whoever wrote it. Absent fields are null: strict validation
 * tells an absent field from an empty one.
 *
 * @param from the author, a multihash
 * @param data what it says; read as empty when absent, and always written
 * @param seqno the author's number of it, 8 bytes
 * @param topic the topic
 * @param signature over {@link MessageCodec#signedBytes}
 * @param key the author's public key; only where the id of the author does not hold it
 */
public record RawMessage(
    @Nullable ByteString from,
    ByteString data,
    @Nullable ByteString seqno,
    String topic,
    @Nullable ByteString signature,
    @Nullable ByteString key) {

  /** Returns this message with a signature. */
  public RawMessage signed(ByteString bySignature) {
    return new RawMessage(from, data, seqno, topic, bySignature, key);
  }
}

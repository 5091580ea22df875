package org.exojvm.transport.libp2p.gossipsub.rpc;

import com.google.common.collect.ImmutableList;
import org.exojvm.transport.libp2p.proto.ProtoWriter;

/** Writes the small parts of a packet. */
final class ControlCodec {

  static final int IHAVE = 1;
  static final int IWANT = 2;
  static final int GRAFT = 3;
  static final int PRUNE = 4;
  static final int IDONTWANT = 5;

  static final int SUBSCRIBE = 1;
  static final int SUBSCRIBED_TOPIC = 2;
  static final int TOPIC = 1;
  static final int HAVE_IDS = 2;
  static final int WANT_IDS = 1;
  static final int PRUNE_BACKOFF = 3;

  private ControlCodec() {}

  static byte[] encode(Rpc.Subscription subscription) {
    return new ProtoWriter()
        .bool(SUBSCRIBE, subscription.wanted())
        .string(SUBSCRIBED_TOPIC, subscription.topic())
        .toByteArray();
  }

  /** Writes the control block of a packet. */
  static byte[] encode(Rpc rpc) {
    ProtoWriter out = new ProtoWriter();
    rpc.ihave().forEach(have -> out.bytes(IHAVE, have(have)));
    if (!rpc.iwant().isEmpty()) {
      out.bytes(IWANT, ids(rpc.iwant()));
    }
    rpc.graft()
        .forEach(topic -> out.bytes(GRAFT, new ProtoWriter().string(TOPIC, topic).toByteArray()));
    rpc.prune().forEach(prune -> out.bytes(PRUNE, prune(prune)));
    if (!rpc.idontwant().isEmpty()) {
      out.bytes(IDONTWANT, ids(rpc.idontwant()));
    }
    return out.toByteArray();
  }

  private static byte[] have(Rpc.Have have) {
    ProtoWriter out = new ProtoWriter().string(TOPIC, have.topic());
    have.ids().forEach(id -> out.bytes(HAVE_IDS, id.bytes().toByteArray()));
    return out.toByteArray();
  }

  private static byte[] prune(Rpc.Prune prune) {
    ProtoWriter out = new ProtoWriter().string(TOPIC, prune.topic());
    prune.backoffSeconds().ifPresent(seconds -> out.uint64(PRUNE_BACKOFF, seconds));
    return out.toByteArray();
  }

  private static byte[] ids(ImmutableList<MessageId> ids) {
    ProtoWriter out = new ProtoWriter();
    ids.forEach(id -> out.bytes(WANT_IDS, id.bytes().toByteArray()));
    return out.toByteArray();
  }
}

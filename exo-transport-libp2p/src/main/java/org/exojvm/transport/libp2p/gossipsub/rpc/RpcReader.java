package org.exojvm.transport.libp2p.gossipsub.rpc;

import com.google.common.collect.ImmutableList;
import com.google.protobuf.UnsafeByteOperations;
import java.util.OptionalLong;
import org.exojvm.transport.libp2p.multiformats.WireException;
import org.exojvm.transport.libp2p.proto.ProtoReader;
import org.jspecify.annotations.Nullable;

/** Reads one packet. Parts without the topic that they are about mean nothing and are let go. */
final class RpcReader {

  private final ImmutableList.Builder<Rpc.Subscription> subscriptions = ImmutableList.builder();
  private final ImmutableList.Builder<RawMessage> messages = ImmutableList.builder();
  private final ImmutableList.Builder<Rpc.Have> ihave = ImmutableList.builder();
  private final ImmutableList.Builder<MessageId> iwant = ImmutableList.builder();
  private final ImmutableList.Builder<String> graft = ImmutableList.builder();
  private final ImmutableList.Builder<Rpc.Prune> prune = ImmutableList.builder();
  private final ImmutableList.Builder<MessageId> idontwant = ImmutableList.builder();

  /** Counts over all control blocks, for there may be many. */
  private int controls;

  private int ids;

  Rpc read(byte[] bytes) throws WireException {
    ProtoReader in = new ProtoReader(bytes, RpcLimits.MAX_PARTS);
    while (in.next()) {
      switch (in.field()) {
        case RpcCodec.SUBSCRIPTIONS -> subscription(in.bytes(RpcLimits.MAX_RPC_BYTES));
        case RpcCodec.PUBLISH -> messages.add(MessageCodec.read(in.bytes(RpcLimits.MAX_RPC_BYTES)));
        case RpcCodec.CONTROL -> control(in.bytes(RpcLimits.MAX_RPC_BYTES));
        default -> in.skip();
      }
    }
    return new Rpc(
        subscriptions.build(),
        messages.build(),
        ihave.build(),
        iwant.build(),
        graft.build(),
        prune.build(),
        idontwant.build());
  }

  private void control(byte[] bytes) throws WireException {
    ProtoReader in = new ProtoReader(bytes, RpcLimits.MAX_PARTS);
    while (in.next()) {
      if (++controls > RpcLimits.MAX_PARTS) {
        throw new WireException("A packet has more than " + controls + " parts of control.");
      }
      switch (in.field()) {
        case ControlCodec.IHAVE -> have(in.bytes(RpcLimits.MAX_RPC_BYTES));
        case ControlCodec.IWANT -> ids(in.bytes(RpcLimits.MAX_RPC_BYTES), iwant);
        case ControlCodec.GRAFT -> graft(in.bytes(RpcLimits.MAX_RPC_BYTES));
        case ControlCodec.PRUNE -> prune(in.bytes(RpcLimits.MAX_RPC_BYTES));
        case ControlCodec.IDONTWANT -> ids(in.bytes(RpcLimits.MAX_RPC_BYTES), idontwant);
        default -> in.skip();
      }
    }
  }

  private void subscription(byte[] bytes) throws WireException {
    ProtoReader in = new ProtoReader(bytes, RpcLimits.MAX_SMALL_FIELDS);
    boolean wanted = false;
    String topic = null;
    while (in.next()) {
      switch (in.field()) {
        case ControlCodec.SUBSCRIBE -> wanted = in.bool();
        case ControlCodec.SUBSCRIBED_TOPIC -> topic = topic(in);
        default -> in.skip();
      }
    }
    if (topic != null) {
      subscriptions.add(new Rpc.Subscription(wanted, topic));
    }
  }

  private void have(byte[] bytes) throws WireException {
    ProtoReader in = new ProtoReader(bytes, RpcLimits.MAX_IDS);
    ImmutableList.Builder<MessageId> listed = ImmutableList.builder();
    @Nullable String topic = null;
    while (in.next()) {
      switch (in.field()) {
        case ControlCodec.TOPIC -> topic = topic(in);
        case ControlCodec.HAVE_IDS -> listed.add(id(in));
        default -> in.skip();
      }
    }
    if (topic != null) {
      ihave.add(new Rpc.Have(topic, listed.build()));
    }
  }

  private void graft(byte[] bytes) throws WireException {
    ProtoReader in = new ProtoReader(bytes, RpcLimits.MAX_SMALL_FIELDS);
    while (in.next()) {
      if (in.field() == ControlCodec.TOPIC) {
        graft.add(topic(in));
      } else {
        in.skip();
      }
    }
  }

  /** Skips the peers that a prune may offer: whom to dial is decided elsewhere. */
  private void prune(byte[] bytes) throws WireException {
    ProtoReader in = new ProtoReader(bytes, RpcLimits.MAX_PRUNE_FIELDS);
    @Nullable String topic = null;
    OptionalLong backoffSeconds = OptionalLong.empty();
    while (in.next()) {
      switch (in.field()) {
        case ControlCodec.TOPIC -> topic = topic(in);
        case ControlCodec.PRUNE_BACKOFF -> backoffSeconds = OptionalLong.of(in.uint64());
        default -> in.skip();
      }
    }
    if (topic != null) {
      prune.add(new Rpc.Prune(topic, backoffSeconds));
    }
  }

  private void ids(byte[] bytes, ImmutableList.Builder<MessageId> list) throws WireException {
    ProtoReader in = new ProtoReader(bytes, RpcLimits.MAX_IDS);
    while (in.next()) {
      if (in.field() == ControlCodec.WANT_IDS) {
        list.add(id(in));
      } else {
        in.skip();
      }
    }
  }

  private MessageId id(ProtoReader in) throws WireException {
    if (++ids > RpcLimits.MAX_IDS) {
      throw new WireException("A packet has more than " + RpcLimits.MAX_IDS + " names.");
    }
    return new MessageId(UnsafeByteOperations.unsafeWrap(in.bytes(MessageId.MAX_BYTES)));
  }

  private static String topic(ProtoReader in) throws WireException {
    return in.string(RpcLimits.MAX_TOPIC_BYTES);
  }
}

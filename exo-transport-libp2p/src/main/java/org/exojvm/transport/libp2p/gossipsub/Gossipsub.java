package org.exojvm.transport.libp2p.gossipsub;

import com.google.common.collect.ImmutableMap;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.exojvm.transport.libp2p.gossipsub.router.DropReason;
import org.exojvm.transport.libp2p.gossipsub.router.GossipMessage;
import org.exojvm.transport.libp2p.gossipsub.rpc.RpcLimits;
import org.exojvm.transport.libp2p.identity.Identity;
import org.exojvm.transport.libp2p.multiformats.PeerId;
import org.exojvm.transport.libp2p.multiformats.WireException;
import org.exojvm.transport.libp2p.stream.ConnectionInfo;
import org.exojvm.transport.libp2p.stream.PeerStream;
import org.jspecify.annotations.Nullable;

/**
 * Gossip of one node over its connections. The owner tells of connections with {@link #connected}
 * and {@link #disconnected} and hands over the streams of peers with {@link #serve}. Methods may be
 * called from any thread.
 */
public final class Gossipsub implements AutoCloseable {

  private final GossipNetwork network;
  private final MessageSigner signer;
  private final GossipLoop loop;
  private final Budget ownBudget = new Budget(GossipLimits.MAX_WAITING_OWN_BYTES);
  private final Map<PeerId, PeerReceiver> receivers = new HashMap<>();
  private final Map<GossipCounter, LongAdder> counters = new EnumMap<>(GossipCounter.class);
  private boolean closed;

  /**
   * Creates gossip that has not started.
   *
   * @param identity who signs
   * @param network the connections
   * @param isWanted whose messages are delivered and passed on
   * @param listener is told what comes in
   */
  public Gossipsub(
      Identity identity,
      GossipNetwork network,
      Predicate<PeerId> isWanted,
      GossipListener listener) {
    this.network = network;
    for (GossipCounter counter : GossipCounter.values()) {
      counters.put(counter, new LongAdder());
    }
    signer = new MessageSigner(identity, MessageSigner.firstSeqnoNow());
    loop =
        new GossipLoop(
            identity.peerId(), new SignatureCheck(isWanted), network, listener, this::count);
  }

  /** Begins, with these topics. Called once, before everything else. */
  public void start(Collection<String> topics) {
    loop.start(topics);
  }

  /** A connection is up. */
  public void connected(ConnectionInfo connection) {
    loop.hold(connection.peer(), connection, connection.outbound());
  }

  /** A connection is gone. */
  public void disconnected(ConnectionInfo connection) {
    loop.release(connection.peer(), connection);
  }

  /** Reads what a peer says on a stream that it has opened, to its end. */
  public void serve(PeerStream stream) throws IOException {
    PeerReceiver receiver = enter(stream.peer());
    if (receiver == null) {
      count(GossipCounter.TOO_MANY_STREAMS);
      stream.reset();
      return;
    }
    // Perhaps the stream is here before the news of its connection.
    loop.hold(stream.peer(), stream, stream.connection().outbound());
    try {
      receiver.read(
          stream,
          (rpc, done) -> {
            count(GossipCounter.RECEIVED);
            loop.received(stream.peer(), rpc, done);
          });
    } catch (WireException e) {
      count(GossipCounter.MALFORMED);
      network.disconnect(stream.peer(), "Malformed gossip: " + e.getMessage());
      throw e;
    } finally {
      loop.release(stream.peer(), stream);
      leave(stream.peer(), receiver);
    }
  }

  private synchronized @Nullable PeerReceiver enter(PeerId peer) {
    PeerReceiver receiver = receivers.computeIfAbsent(peer, _ -> new PeerReceiver());
    return !closed && receiver.enter() ? receiver : null;
  }

  private synchronized void leave(PeerId peer, PeerReceiver receiver) {
    if (receiver.leave()) {
      receivers.remove(peer, receiver);
    }
  }

  /**
   * Signs a message and hands it on, waiting while too many wait already; returns false after
   * close. Not delivered to this node. Messages of one thread are sent in the order of its calls.
   *
   * @param data at most {@link RpcLimits#MAX_DATA_BYTES}; must not be changed afterwards
   */
  public boolean publish(String topic, ByteString data) {
    checkSize(data);
    int charge = Budget.chargeOf(data.size());
    return ownBudget.take(charge) && sign(topic, data, charge);
  }

  /** Likewise, but returns false when too many wait already. */
  public boolean tryPublish(String topic, ByteString data) {
    checkSize(data);
    int charge = Budget.chargeOf(data.size());
    if (!ownBudget.tryTake(charge)) {
      count(GossipCounter.REFUSED);
      return false;
    }
    return sign(topic, data, charge);
  }

  private static void checkSize(ByteString data) {
    if (data.size() > RpcLimits.MAX_DATA_BYTES) {
      throw new IllegalArgumentException(
          "A message of %d bytes is longer than the %d that peers take. Maybe split it."
              .formatted(data.size(), RpcLimits.MAX_DATA_BYTES));
    }
  }

  private synchronized boolean sign(String topic, ByteString data, int charge) {
    if (closed) {
      return false;
    }
    GossipMessage message = signer.sign(topic, data);
    loop.publish(message, () -> ownBudget.give(charge));
    count(GossipCounter.PUBLISHED);
    return true;
  }

  /** Returns what was counted since the start. */
  public ImmutableMap<GossipCounter, Long> counters() {
    ImmutableMap.Builder<GossipCounter, Long> sums = ImmutableMap.builder();
    counters.forEach((counter, sum) -> sums.put(counter, sum.sum()));
    return sums.buildOrThrow();
  }

  /** Returns how often something that peers sent was let go since the start, by reason. */
  public ImmutableMap<DropReason, Long> drops() {
    return loop.drops();
  }

  /** Ends gossip; returns when the listener is told nothing more. Idempotent. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      receivers.values().forEach(PeerReceiver::close);
      ownBudget.close();
    }
    loop.close();
  }

  private void count(GossipCounter counter) {
    LongAdder sum = counters.get(counter);
    if (sum != null) {
      sum.increment();
    }
  }
}

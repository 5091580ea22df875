package org.exojvm.transport.libp2p.gossipsub;

import com.google.common.collect.ImmutableMap;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.exojvm.transport.libp2p.gossipsub.router.DropReason;
import org.exojvm.transport.libp2p.gossipsub.router.GossipMessage;
import org.exojvm.transport.libp2p.gossipsub.router.GossipParameters;
import org.exojvm.transport.libp2p.gossipsub.router.GossipVersion;
import org.exojvm.transport.libp2p.gossipsub.router.GossipsubRouter;
import org.exojvm.transport.libp2p.gossipsub.router.MessageCheck;
import org.exojvm.transport.libp2p.gossipsub.router.RouterInput;
import org.exojvm.transport.libp2p.gossipsub.router.RouterOutput;
import org.exojvm.transport.libp2p.gossipsub.rpc.MessageId;
import org.exojvm.transport.libp2p.gossipsub.rpc.Rpc;
import org.exojvm.transport.libp2p.multiformats.PeerId;
import org.exojvm.transport.libp2p.stream.ConnectionInfo;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that the router belongs to. Its mailbox has no bound of its own: whoever puts packets
 * and messages in has a {@link Budget}, and all else is as rare as connections come and go.
 */
final class GossipLoop implements PeerSender.Events {

  private static final Logger LOG = LoggerFactory.getLogger(GossipLoop.class);

  /** A peer and what keeps it here: its connections, and streams seen before their connection. */
  private static final class Link {

    final PeerSender sender;
    final Set<Object> holders = new HashSet<>();

    Link(PeerSender sender) {
      this.sender = sender;
    }
  }

  private final GossipsubRouter router;
  private final GossipNetwork network;
  private final GossipListener listener;
  private final Consumer<GossipCounter> counters;
  private final LinkedBlockingQueue<Runnable> mailbox = new LinkedBlockingQueue<>();
  private final Map<PeerId, Link> links = new HashMap<>();
  private final Map<DropReason, LongAdder> drops = new EnumMap<>(DropReason.class);
  private final Thread thread;
  private volatile boolean closed;

  GossipLoop(
      PeerId self,
      MessageCheck check,
      GossipNetwork network,
      GossipListener listener,
      Consumer<GossipCounter> counters) {
    this.network = network;
    this.listener = listener;
    this.counters = counters;
    router = new GossipsubRouter(self, true, check, bound -> random(bound));
    for (DropReason reason : DropReason.values()) {
      drops.put(reason, new LongAdder());
    }
    // A platform thread: signatures are checked in it, which would keep a carrier from others.
    thread = Thread.ofPlatform().daemon().name("gossip-" + self).unstarted(this::run);
  }

  private static int random(int bound) {
    return ThreadLocalRandom.current().nextInt(bound);
  }

  void start(Collection<String> topics) {
    topics.forEach(topic -> mailbox.add(() -> step(new RouterInput.Join(topic))));
    thread.start();
  }

  /** A peer is here as long as somebody holds it. */
  void hold(PeerId peer, Object holder, boolean outbound) {
    mailbox.add(
        () -> {
          Link link = links.get(peer);
          if (link == null) {
            link = new Link(new PeerSender(peer, network, this, counters));
            links.put(peer, link);
            step(new RouterInput.PeerConnected(peer, outbound));
            link.sender.start();
          }
          link.holders.add(holder);
          if (holder instanceof ConnectionInfo) {
            link.sender.connectionAdded();
          }
        });
  }

  void release(PeerId peer, Object holder) {
    mailbox.add(
        () -> {
          Link link = links.get(peer);
          if (link == null || !link.holders.remove(holder)) {
            return;
          }
          if (link.holders.isEmpty()) {
            drop(link);
          } else if (holder instanceof ConnectionInfo connection) {
            link.sender.connectionLost(connection.id());
          }
        });
  }

  void received(PeerId peer, Rpc rpc, Runnable done) {
    put(new RouterInput.RpcReceived(peer, rpc), done);
  }

  void publish(GossipMessage message, Runnable done) {
    put(new RouterInput.Publish(message), done);
  }

  private void put(RouterInput input, Runnable done) {
    mailbox.add(
        () -> {
          try {
            step(input);
          } finally {
            done.run();
          }
        });
  }

  @Override
  public void negotiated(PeerSender sender, GossipVersion version) {
    mailbox.add(() -> step(new RouterInput.PeerNegotiated(sender.peer(), version)));
  }

  @Override
  public void reopened(PeerSender sender) {
    mailbox.add(() -> step(new RouterInput.StreamReopened(sender.peer())));
  }

  @Override
  public void gaveUp(PeerSender sender) {
    mailbox.add(
        () -> {
          Link link = links.get(sender.peer());
          if (link != null && link.sender == sender) {
            counters.accept(GossipCounter.GIVEN_UP);
            drop(link);
          }
        });
  }

  private void drop(Link link) {
    PeerId peer = link.sender.peer();
    links.remove(peer);
    link.sender.close();
    step(new RouterInput.PeerDisconnected(peer));
    listener.gone(peer);
  }

  ImmutableMap<DropReason, Long> drops() {
    ImmutableMap.Builder<DropReason, Long> sums = ImmutableMap.builder();
    drops.forEach((reason, sum) -> sums.put(reason, sum.sum()));
    return sums.buildOrThrow();
  }

  void close() {
    closed = true;
    mailbox.add(() -> {});
    try {
      thread.join();
      // Only this thread is left, so what the loop owned is its own now.
      for (Link link : links.values()) {
        link.sender.close();
        link.sender.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    long nextHeartbeat = afterMillis(GossipParameters.FIRST_HEARTBEAT_MILLIS);
    long nextAnnouncement = afterMillis(GossipParameters.ANNOUNCE_MILLIS);
    while (!closed) {
      long now = System.nanoTime();
      if (nextHeartbeat - now <= 0) {
        run(() -> step(new RouterInput.Heartbeat()));
        nextHeartbeat = afterMillis(GossipParameters.HEARTBEAT_MILLIS);
      } else if (nextAnnouncement - now <= 0) {
        run(() -> step(new RouterInput.Announce()));
        nextAnnouncement = afterMillis(GossipParameters.ANNOUNCE_MILLIS);
      } else {
        run(next(Math.min(nextHeartbeat - now, nextAnnouncement - now)));
      }
    }
  }

  private static long afterMillis(long millis) {
    return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
  }

  private @Nullable Runnable next(long nanos) {
    try {
      return mailbox.poll(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  private static void run(@Nullable Runnable task) {
    try {
      if (task != null) {
        task.run();
      }
    } catch (RuntimeException e) {
      LOG.error("Gossip failed at one input and goes on. This is a fault of the transport.", e);
    }
  }

  private void step(RouterInput input) {
    long nowMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    for (RouterOutput output : router.step(input, nowMillis)) {
      carryOut(output);
    }
  }

  private void carryOut(RouterOutput output) {
    switch (output) {
      case RouterOutput.SendControl(PeerId to, Rpc rpc) -> {
        Link link = links.get(to);
        if (link != null) {
          control(link, rpc);
        }
      }
      case RouterOutput.SendMessage send -> send(send);
      case RouterOutput.Deliver(_, GossipMessage message) -> {
        counters.accept(GossipCounter.DELIVERED);
        listener.message(message);
      }
      case RouterOutput.PeerTopic(PeerId peer, String topic, boolean wanted) ->
          listener.topic(peer, topic, wanted);
      case RouterOutput.Has(PeerId peer, MessageId id) -> {
        Link link = links.get(peer);
        if (link != null) {
          link.sender.queue().withdraw(id);
        }
      }
      case RouterOutput.Expel(PeerId peer, DropReason reason) ->
          expel(peer, "Too much of its gossip is refused: " + reason + ".");
      case RouterOutput.Dropped(_, DropReason reason) -> count(reason);
    }
  }

  /** Lists of names may be lost. The rest may not: peers would differ on who is in which mesh. */
  private void control(Link link, Rpc rpc) {
    Frame frame = Frame.of(rpc);
    boolean isOfLists =
        rpc.subscriptions().isEmpty() && rpc.graft().isEmpty() && rpc.prune().isEmpty();
    if (isOfLists) {
      link.sender.queue().offerOwn(frame);
    } else if (!link.sender.queue().offerControl(frame)) {
      expel(link.sender.peer(), "It takes nothing of what it is sent.");
    }
  }

  private void expel(PeerId peer, String reason) {
    counters.accept(GossipCounter.EXPELLED);
    network.disconnect(peer, reason);
  }

  private void send(RouterOutput.SendMessage send) {
    Frame frame = Frame.of(Rpc.ofMessage(send.message().raw()));
    for (PeerId to : send.to()) {
      Link link = links.get(to);
      if (link != null && send.own()) {
        link.sender.queue().offerOwn(frame);
      } else if (link != null) {
        link.sender.queue().passOn(send.message().id(), frame);
      }
    }
  }

  private void count(DropReason reason) {
    LongAdder sum = drops.get(reason);
    if (sum != null) {
      sum.increment();
    }
  }
}

package org.exojvm.core.transport.memory;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.transport.PublishResult;
import org.exojvm.api.transport.Topic;
import org.exojvm.api.transport.Transport;
import org.exojvm.api.transport.TransportListener;
import org.jspecify.annotations.Nullable;

/**
 * Connects the transports of one process. Every node has an inbox; messages to it wait there in the
 * order in which they were published. Links can be cut: what is published then does not arrive, for
 * nothing is relayed. Requests fail as soon as their link is cut or either side closes; there is no
 * clock, so there is no other deadline.
 */
public final class InMemoryNetwork {

  /**
   * Most messages waiting for one node; further ones are dropped. Smaller: a burst is lost. Larger:
   * a node that does not keep up holds more memory, up to this times the largest message.
   */
  public static final int MAX_QUEUED_MESSAGES = 16_384;

  /** Most deliveries of one {@link #deliverAll}; a bound on two listeners that echo for ever. */
  public static final int MAX_DELIVERIES_PER_CALL = 10_000_000;

  /** Room for news about peers, which a full queue must not hide. */
  private static final int MAX_QUEUED_PEER_EVENTS = 16_384;

  private static final int MAX_PENDING_REQUESTS = 16_384;

  private final Executor deliveries;
  private final int maxQueuedMessages;
  private final Map<NodeId, Inbox> inboxes = new TreeMap<>();
  private final Links links = new Links();
  private final PendingRequests pending = new PendingRequests();

  /** Creates a network that delivers in the threads of an executor, one at a time per node. */
  public InMemoryNetwork(Executor deliveries) {
    this(deliveries, MAX_QUEUED_MESSAGES);
  }

  /** Creates a network with smaller inboxes. */
  InMemoryNetwork(Executor deliveries, int maxQueuedMessages) {
    this.deliveries = deliveries;
    this.maxQueuedMessages = maxQueuedMessages;
  }

  /** Creates a network that delivers only when {@link #deliverAll} is called. */
  public static InMemoryNetwork stepped() {
    return new InMemoryNetwork(new DeliverySteps());
  }

  /** Returns a transport of this network for a node. It takes part once it is started. */
  public Transport join(NodeId self) {
    return new InMemoryTransport(this, self);
  }

  /**
   * Delivers what waits and what that leads to, in the calling thread, and returns how much it was.
   *
   * @throws IllegalStateException if the network has an executor of its own
   */
  public int deliverAll() {
    if (deliveries instanceof DeliverySteps steps) {
      return steps.run(MAX_DELIVERIES_PER_CALL);
    }
    throw new IllegalStateException(
        "This network delivers in the threads of its executor. Maybe use"
            + " InMemoryNetwork.stepped().");
  }

  /** Cuts the link between two nodes, both ways. */
  public void cut(NodeId a, NodeId b) {
    changeLinks(() -> links.cut(a, b));
  }

  /** Repairs the link between two nodes. */
  public void heal(NodeId a, NodeId b) {
    changeLinks(() -> links.heal(a, b));
  }

  /** Cuts all links of a node, those to nodes that join later included. */
  public void isolate(NodeId node) {
    changeLinks(() -> links.isolate(node));
  }

  /** Takes back {@link #isolate}; links cut one by one stay cut. */
  public void rejoin(NodeId node) {
    changeLinks(() -> links.rejoin(node));
  }

  synchronized void attach(NodeId self, Inbox inbox) {
    if (inboxes.putIfAbsent(self, inbox) != null) {
      throw new IllegalStateException(
          "Node " + self + " is on this network already. Maybe close its other transport first.");
    }
    for (NodeId peer : peersOf(self)) {
      tell(self, listener -> listener.onPeerConnected(peer));
      tell(peer, listener -> listener.onPeerConnected(self));
    }
  }

  void detach(NodeId self, Inbox inbox) {
    synchronized (this) {
      ImmutableSet<NodeId> peers = peersOf(self);
      if (!inboxes.remove(self, inbox)) {
        return;
      }
      peers.forEach(peer -> tell(peer, listener -> listener.onPeerDisconnected(self)));
    }
    pending.failWhere(
        request -> request.from().equals(self) || request.to().equals(self),
        "node " + self + " has left the network.");
  }

  synchronized PublishResult publish(NodeId author, Topic topic, byte[] payload) {
    if (payload.length > Transport.MAX_MESSAGE_BYTES) {
      return PublishResult.TOO_LARGE;
    }
    byte[] copy = payload.clone();
    boolean allTook = true;
    for (NodeId node : ImmutableList.copyOf(inboxes.keySet())) {
      if (links.connects(author, node)) {
        allTook &= send(node, listener -> listener.onMessage(topic, author, copy));
      }
    }
    return allTook ? PublishResult.SENT : PublishResult.DROPPED;
  }

  CompletionStage<byte[]> request(NodeId self, NodeId peer, byte[] payload) {
    byte[] copy = payload.clone();
    var request = new PendingRequests.Request(self, peer, new CompletableFuture<>());
    String refusal = null;
    synchronized (this) {
      if (!inboxes.containsKey(self) || !peersOf(self).contains(peer)) {
        refusal = "it can not be reached.";
      } else if (!pending.add(request, MAX_PENDING_REQUESTS)
          || !send(peer, listener -> answer(listener, request, copy))) {
        refusal = "too much is waiting already.";
      }
    }
    if (refusal != null) {
      pending.fail(request, refusal);
    }
    return request.answer();
  }

  synchronized ImmutableSet<NodeId> peersOf(NodeId self) {
    return inboxes.keySet().stream()
        .filter(node -> !node.equals(self) && links.connects(self, node))
        .collect(ImmutableSet.toImmutableSet());
  }

  private void answer(TransportListener listener, PendingRequests.Request request, byte[] payload) {
    try {
      var _ =
          listener
              .onRequest(request.from(), payload)
              .whenComplete(
                  (answer, error) -> {
                    if (error == null) {
                      pending.answer(request, answer.clone());
                    } else {
                      pending.fail(request, "it refused: " + error.getMessage());
                    }
                  });
    } catch (RuntimeException broken) {
      pending.fail(request, "its listener threw.");
      throw broken;
    }
  }

  private void changeLinks(Runnable change) {
    synchronized (this) {
      ImmutableList<NodeId> nodes = ImmutableList.copyOf(inboxes.keySet());
      Map<NodeId, ImmutableSet<NodeId>> before = new TreeMap<>();
      nodes.forEach(node -> before.put(node, peersOf(node)));
      change.run();
      nodes.forEach(node -> tellChanges(node, before.getOrDefault(node, ImmutableSet.of())));
    }
    pending.failWhere(request -> !connects(request.from(), request.to()), "the link was cut.");
  }

  private synchronized boolean connects(NodeId a, NodeId b) {
    return links.connects(a, b);
  }

  private void tellChanges(NodeId node, ImmutableSet<NodeId> before) {
    ImmutableSet<NodeId> after = peersOf(node);
    for (NodeId peer : before) {
      if (!after.contains(peer)) {
        tell(node, listener -> listener.onPeerSilent(peer));
      }
    }
    for (NodeId peer : after) {
      if (!before.contains(peer)) {
        tell(node, listener -> listener.onPeerConnected(peer));
      }
    }
  }

  private boolean send(NodeId node, Consumer<TransportListener> delivery) {
    return enqueue(node, delivery, maxQueuedMessages);
  }

  private void tell(NodeId node, Consumer<TransportListener> news) {
    enqueue(node, news, maxQueuedMessages + MAX_QUEUED_PEER_EVENTS);
  }

  private boolean enqueue(NodeId node, Consumer<TransportListener> delivery, int capacity) {
    @Nullable Inbox inbox = inboxes.get(node);
    if (inbox == null || !inbox.offer(delivery, capacity)) {
      return false;
    }
    deliveries.execute(inbox::deliverOne);
    return true;
  }
}

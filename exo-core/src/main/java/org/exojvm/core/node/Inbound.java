package org.exojvm.core.node;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.transport.Topic;
import org.exojvm.api.transport.TransportException;
import org.exojvm.api.transport.TransportListener;
import org.exojvm.core.codec.ExoJson;
import org.exojvm.core.codec.MalformedMessageException;
import org.exojvm.core.codec.WireType;
import org.exojvm.core.codec.WireTypes;
import org.exojvm.core.command.ForwarderCommand;
import org.exojvm.core.command.ForwarderDownloadCommand;
import org.exojvm.core.election.ElectionMessage;
import org.exojvm.core.event.ForwarderEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what comes from the network, on the thread of the transport, and brings what makes sense to
 * the loop. Anything else is counted and dropped.
 */
final class Inbound implements TransportListener {

  private static final Logger LOG = LoggerFactory.getLogger(Inbound.class);
  private static final ExoJson JSON = ExoJson.wire();

  /** What the loop does with it. */
  interface Receiver {
    void global(ForwarderEvent event);

    void local(ForwarderEvent event);

    void command(ForwarderCommand message);

    void download(ForwarderDownloadCommand message);

    void connected(NodeId peer);

    void disconnected(NodeId peer);

    void silent(NodeId peer);

    void election(NodeId from, ElectionMessage message);

    void asked(NodeRequest request, CompletableFuture<byte[]> answer);
  }

  private final NodeId node;
  private final Mailbox mailbox;
  private final Counts counts;
  private final Receiver receiver;

  Inbound(NodeId node, Mailbox mailbox, Counts counts, Receiver receiver) {
    this.node = node;
    this.mailbox = mailbox;
    this.counts = counts;
    this.receiver = receiver;
  }

  @Override
  public void onMessage(Topic topic, NodeId author, byte[] payload) {
    if (author.equals(node)) {
      return; // it has come by another way, see Outlet
    }
    if (topic != Topic.GLOBAL_EVENTS && payload.length > CommandBounds.MAX_BYTES) {
      counts.malformed.increment();
      LOG.debug("A message of {} on {} was dropped: {} bytes.", author, topic, payload.length);
      return;
    }
    try {
      switch (topic) {
        case GLOBAL_EVENTS -> event(author, payload, receiver::global);
        case LOCAL_EVENTS -> event(author, payload, receiver::local);
        case COMMANDS -> {
          ForwarderCommand message = read(WireTypes.FORWARDER_COMMAND, payload);
          bring(author, message.origin(), () -> receiver.command(message));
        }
        case DOWNLOAD_COMMANDS -> {
          ForwarderDownloadCommand message = read(WireTypes.FORWARDER_DOWNLOAD_COMMAND, payload);
          bring(author, message.origin(), () -> receiver.download(message));
        }
        case ELECTION_MESSAGES -> {
          ElectionMessage message = read(WireTypes.ELECTION_MESSAGE, payload);
          bring(author, author, () -> receiver.election(author, message));
        }
      }
    } catch (MalformedMessageException e) {
      counts.malformed.increment();
      LOG.debug("A message of {} on {} was dropped.", author, topic, e);
    }
  }

  private void event(NodeId author, byte[] payload, Consumer<ForwarderEvent> take)
      throws MalformedMessageException {
    ForwarderEvent event = read(WireTypes.FORWARDER_EVENT, payload);
    bring(author, event.origin(), () -> take.accept(event));
  }

  private static <T> T read(WireType<T> type, byte[] payload) throws MalformedMessageException {
    return JSON.decode(type, payload);
  }

  /** Nobody speaks for another. */
  private void bring(NodeId author, NodeId origin, Runnable task) {
    if (!author.equals(origin)) {
      counts.forged.increment();
    } else if (!mailbox.offerMessage(task)) {
      counts.dropped.increment();
    }
  }

  @Override
  public void onPeerConnected(NodeId peer) {
    mailbox.put(() -> receiver.connected(peer));
  }

  @Override
  public void onPeerDisconnected(NodeId peer) {
    mailbox.put(() -> receiver.disconnected(peer));
  }

  @Override
  public void onPeerSilent(NodeId peer) {
    mailbox.put(() -> receiver.silent(peer));
  }

  @Override
  public CompletionStage<byte[]> onRequest(NodeId peer, byte[] payload) {
    CompletableFuture<byte[]> answer = new CompletableFuture<>();
    try {
      Optional<NodeRequest> request = NodeRequest.decode(payload);
      if (request.isEmpty()) {
        counts.malformed.increment();
        refuse(answer, "Node %s does not take such requests.".formatted(node));
      } else {
        ask(peer, request.get(), answer);
      }
    } catch (MalformedMessageException e) {
      counts.malformed.increment();
      refuse(answer, "Node %s cannot read the request: %s".formatted(node, e.getMessage()));
    }
    return answer;
  }

  private void ask(NodeId peer, NodeRequest request, CompletableFuture<byte[]> answer) {
    NodeId origin =
        switch (request) {
          case NodeRequest.Decide(var message) -> message.origin();
          case NodeRequest.TakeSnapshot(var snapshot) -> snapshot.origin();
          case NodeRequest.TakeOutput _ -> peer;
          case NodeRequest.TakeEvents(var events) ->
              events.stream()
                  .map(ForwarderEvent::origin)
                  .filter(named -> !named.equals(peer))
                  .findFirst()
                  .orElse(peer);
          case NodeRequest.Confirm(var session, long _) -> session.masterNodeId();
        };
    if (!origin.equals(peer)) {
      counts.forged.increment();
      refuse(answer, "Node %s asks in the name of node %s.".formatted(peer, origin));
    } else if (!mailbox.offerMessage(() -> receiver.asked(request, answer))) {
      counts.dropped.increment();
      refuse(answer, "Too much waits at node %s. Maybe try again later.".formatted(node));
    }
  }

  private static void refuse(CompletableFuture<byte[]> answer, String why) {
    answer.completeExceptionally(new TransportException(why));
  }
}

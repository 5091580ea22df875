package org.exojvm.api.transport;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.topology.Multiaddr;

/**
 * Carries messages between the nodes of a cluster: topics for everybody, request streams for two.
 *
 * <p>Contract:
 *
 * <ul>
 *   <li><b>Life cycle.</b> {@link #start} once, then any calls, then {@link #close} once. Before
 *       start and after close {@link #publish} answers {@link PublishResult#CLOSED} and {@link
 *       #peers} is empty. Nothing is delivered after close has returned.
 *   <li><b>Topics.</b> A message is delivered at most once to every listener of the cluster, the
 *       sender's own included. Messages of one author keep their order as far as they arrive; there
 *       is no order across authors. Loss is allowed: whoever needs a message sends it again.
 *   <li><b>Never throws, never blocks.</b> {@link #publish} and {@link #request} return at once. A
 *       full queue drops the message and says so in the result; sending again is safe because every
 *       message of the cluster is idempotent.
 *   <li><b>Threads.</b> All methods may be called from any thread. The listener is called by one
 *       thread at a time.
 * </ul>
 */
public interface Transport extends AutoCloseable {

  /** Largest message on a topic, in bytes. Larger ones are refused with {@code TOO_LARGE}. */
  int MAX_MESSAGE_BYTES = 1_048_576;

  /**
   * Joins the network and begins to deliver to the listener. Called once.
   *
   * @throws TransportException when it cannot listen where it was told to; nothing is open then
   */
  void start(TransportListener listener);

  /** Sends a message to everybody on a topic, the sender included. */
  PublishResult publish(Topic topic, byte[] payload);

  /**
   * Sends a request to one peer and completes with its answer. Completes exceptionally with a
   * {@link TransportException} when the peer is not reachable, refuses, or answers too late.
   */
  CompletionStage<byte[]> request(NodeId peer, byte[] payload);

  /** Returns the peers connected now, without this node. */
  ImmutableSet<NodeId> peers();

  /**
   * Returns where other nodes reach this one, in the form in which they are told of a peer; empty
   * before start, after close, and where there are no addresses.
   */
  default ImmutableList<String> listenAddresses() {
    return ImmutableList.of();
  }

  /**
   * Returns where a peer is reached, which names the link to it; empty while that is not known.
   * Returns at once.
   */
  default Optional<Multiaddr> addressOf(NodeId peer) {
    return Optional.empty();
  }

  /** Returns what was counted since start, by name; the names do not change while it runs. */
  default ImmutableMap<String, Long> counters() {
    return ImmutableMap.of();
  }

  /** Leaves the network. Idempotent; returns when nothing is delivered any more. */
  @Override
  void close();
}

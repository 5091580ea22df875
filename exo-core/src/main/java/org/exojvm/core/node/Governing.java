package org.exojvm.core.node;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.transport.Topic;
import org.exojvm.api.transport.Transport;
import org.exojvm.core.codec.ExoJson;
import org.exojvm.core.codec.WireTypes;
import org.exojvm.core.election.ElectionInput;
import org.exojvm.core.election.ElectionMessage;
import org.exojvm.core.election.ElectionOutput;
import org.exojvm.core.election.ElectionView;
import org.exojvm.core.election.Mastership;
import org.exojvm.core.election.SessionAnnouncement;
import org.exojvm.core.election.SessionId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shell of a mastership: brings it what is said and who can be reached, and lets the node carry
 * out what comes of it. Belongs to the loop; {@link #master} may be asked by any thread.
 */
final class Governing {

  private static final Logger LOG = LoggerFactory.getLogger(Governing.class);

  /** What the node does. */
  interface Actions {

    /** Returns what the mastership has to know now. */
    ElectionView view();

    void lead(SessionId session);

    void stopLeading(String reason);

    void follow(SessionAnnouncement announcement);

    /** A peer can be reached. */
    void back(NodeId peer);

    /** A peer closed its connection and has not come back. */
    void gone(NodeId peer);
  }

  private final NodeId node;
  private final Mastership mastership;
  private final NodeLoop loop;
  private final Transport transport;
  private final Actions actions;
  private final long redialMillis;
  private final Set<NodeId> connections = new HashSet<>();
  private final Map<NodeId, Long> closed = new HashMap<>();
  private long numbers;
  private boolean stopped;
  private volatile @Nullable NodeId master;

  Governing(
      NodeId node,
      Mastership mastership,
      NodeLoop loop,
      Transport transport,
      long redialMillis,
      Actions actions) {
    this.node = node;
    this.mastership = mastership;
    this.loop = loop;
    this.transport = transport;
    this.redialMillis = redialMillis;
    this.actions = actions;
  }

  /** Returns the node that is master as far as is known here. */
  Optional<NodeId> master() {
    return Optional.ofNullable(master);
  }

  void begin() {
    step(new ElectionInput.Begun());
  }

  void received(NodeId from, ElectionMessage message) {
    step(new ElectionInput.MessageReceived(from, message));
  }

  void connected(NodeId peer) {
    connections.add(peer);
    closed.remove(peer);
    actions.back(peer);
    step(new ElectionInput.PeerConnected(peer));
  }

  /** A peer does not answer; nobody knows why. */
  void silent(NodeId peer) {
    connections.remove(peer);
    closed.remove(peer);
    step(new ElectionInput.PeerLost(peer));
  }

  /** A peer closed its connection: if it does not come back soon, it is dead. */
  void disconnected(NodeId peer) {
    boolean wasConnected = connections.remove(peer);
    step(new ElectionInput.PeerLost(peer));
    if (wasConnected) {
      long number = numbers++;
      closed.put(peer, number);
      loop.after(
          redialMillis,
          () -> {
            if (closed.remove(peer, number)) {
              step(new ElectionInput.PeerGone(peer));
              actions.gone(peer);
            }
          });
    }
  }

  /** The node can be master no more. */
  void fail(String reason) {
    step(new ElectionInput.LeadingFailed(reason));
  }

  /** Takes part no more. */
  void stop() {
    stopped = true;
  }

  private void step(ElectionInput input) {
    if (stopped) {
      return;
    }
    for (ElectionOutput output : mastership.step(input, actions.view())) {
      try {
        carryOut(output);
      } catch (RuntimeException bug) {
        // The others matter all the same: without its timers a mastership stands still.
        LOG.error("Node {} met a bug while it carried out {}.", node, output, bug);
      }
    }
  }

  private void carryOut(ElectionOutput output) {
    switch (output) {
      case ElectionOutput.Broadcast(ElectionMessage message) -> {
        var _ =
            transport.publish(
                Topic.ELECTION_MESSAGES,
                ExoJson.wire().encodeToBytes(WireTypes.ELECTION_MESSAGE, message));
      }
      case ElectionOutput.StartTimer(var timer, long number, long millis) ->
          loop.after(millis, () -> step(new ElectionInput.TimerFired(timer, number)));
      case ElectionOutput.Lead(SessionId session) -> {
        LOG.info("Node {} is master, in round {}.", node, session.round());
        master = node;
        actions.lead(session);
      }
      case ElectionOutput.StopLeading(String reason) -> {
        LOG.info("Node {} is master no more. {}", node, reason);
        master = null;
        actions.stopLeading(reason);
      }
      case ElectionOutput.Follow(SessionAnnouncement announcement) -> {
        master = announcement.session().masterNodeId();
        actions.follow(announcement);
      }
      case ElectionOutput.MasterLost(String reason) -> {
        LOG.info("Node {} has no master. {}", node, reason);
        master = null;
      }
    }
  }
}

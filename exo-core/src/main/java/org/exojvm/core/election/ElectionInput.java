package org.exojvm.core.election;

import org.exojvm.api.id.NodeId;

/** Everything that can reach an {@link ElectionCore}. */
public sealed interface ElectionInput {

  /** The node takes part from now on. The first input, once. */
  record Begun() implements ElectionInput {}

  /**
   * Another node has spoken.
   *
   * @param from who
   * @param message what it said
   */
  record MessageReceived(NodeId from, ElectionMessage message) implements ElectionInput {}

  /**
   * A peer can be reached now.
   *
   * @param peer the peer
   */
  record PeerConnected(NodeId peer) implements ElectionInput {}

  /**
   * A peer cannot be reached any more, and nobody knows why: silence, not death.
   *
   * @param peer the peer
   */
  record PeerLost(NodeId peer) implements ElectionInput {}

  /**
   * A peer is dead: it closed the connection and refuses a new one.
   *
   * @param peer the peer
   */
  record PeerGone(NodeId peer) implements ElectionInput {}

  /**
   * A timer has run out.
   *
   * @param timer which
   * @param number its number; that of a timer that was replaced means nothing
   */
  record TimerFired(ElectionTimer timer, long number) implements ElectionInput {}

  /**
   * The node can be master no more, such as when its journal takes nothing.
   *
   * @param reason why, for people
   */
  record LeadingFailed(String reason) implements ElectionInput {}
}

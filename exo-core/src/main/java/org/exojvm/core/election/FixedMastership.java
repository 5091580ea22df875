package org.exojvm.core.election;

import com.google.common.collect.ImmutableList;
import java.util.HashSet;
import java.util.Set;
import org.exojvm.api.id.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * One node is master for ever. Every start of it opens a new session, and the latest one counts.
 * While it is away nothing is decided; runners go on.
 */
public final class FixedMastership implements Mastership {

  private static final ElectionConfig TIMES = ElectionConfig.defaults();

  private final NodeId node;
  private final NodeId master;
  private final SessionId own;
  private final Set<NodeId> connected = new HashSet<>();
  private @Nullable SessionId followed;
  private boolean leading;
  private long timers;

  /**
   * Creates the mastership of a node.
   *
   * @param boot number of this start, higher than that of every earlier one
   */
  public FixedMastership(NodeId node, NodeId master, long boot) {
    this.node = node;
    this.master = master;
    this.own = new SessionId(node, boot);
  }

  @Override
  public ImmutableList<ElectionOutput> step(ElectionInput input, ElectionView now) {
    return switch (input) {
      case ElectionInput.Begun _ -> node.equals(master) ? lead(now) : seek(now);
      case ElectionInput.PeerConnected(NodeId peer) -> connected(peer, now);
      case ElectionInput.PeerLost(NodeId peer) -> disconnected(peer);
      case ElectionInput.PeerGone(NodeId peer) -> disconnected(peer);
      case ElectionInput.MessageReceived(NodeId from, ElectionMessage message) ->
          leading ? answer(message, now) : heard(from, message);
      case ElectionInput.TimerFired(ElectionTimer timer, long number) ->
          number == timers ? fired(timer, now) : ImmutableList.of();
      case ElectionInput.LeadingFailed(String reason) -> fail(reason);
    };
  }

  private ImmutableList<ElectionOutput> lead(ElectionView now) {
    leading = true;
    return ImmutableList.of(new ElectionOutput.Lead(own), say(now), timer(ElectionTimer.BEACON));
  }

  private ImmutableList<ElectionOutput> seek(ElectionView now) {
    return ImmutableList.of(say(now), timer(ElectionTimer.SEEK));
  }

  private ImmutableList<ElectionOutput> connected(NodeId peer, ElectionView now) {
    connected.add(peer);
    return leading || peer.equals(master) ? ImmutableList.of(say(now)) : ImmutableList.of();
  }

  private ImmutableList<ElectionOutput> disconnected(NodeId peer) {
    connected.remove(peer);
    return ImmutableList.of();
  }

  private ImmutableList<ElectionOutput> answer(ElectionMessage message, ElectionView now) {
    return message.stage() == ElectionStage.FOLLOWING
        ? ImmutableList.of()
        : ImmutableList.of(say(now));
  }

  private ImmutableList<ElectionOutput> heard(NodeId from, ElectionMessage message) {
    SessionId offered = message.proposedSession();
    boolean isNews = followed == null || offered.electionClock() > followed.electionClock();
    if (!from.equals(master)
        || message.stage() != ElectionStage.LEADING
        || !isNews
        || !ElectionCore.isWhole(from, message)) {
      return ImmutableList.of();
    }
    followed = offered;
    return ImmutableList.of(new ElectionOutput.Follow(new SessionAnnouncement(message.history())));
  }

  private ImmutableList<ElectionOutput> fired(ElectionTimer timer, ElectionView now) {
    return switch (timer) {
      case BEACON ->
          leading ? ImmutableList.of(say(now), timer(ElectionTimer.BEACON)) : ImmutableList.of();
      // Also one that follows asks now and then: the master may have been started anew.
      case SEEK -> ImmutableList.of(say(now), timer(ElectionTimer.SEEK));
      case CAMPAIGN, WINNER, SILENCE, DISTRUST, ANSWER -> ImmutableList.of();
    };
  }

  private ImmutableList<ElectionOutput> fail(String reason) {
    boolean led = leading;
    leading = false;
    return led ? ImmutableList.of(new ElectionOutput.StopLeading(reason)) : ImmutableList.of();
  }

  private ElectionOutput timer(ElectionTimer timer) {
    boolean calls = timer == ElectionTimer.SEEK && followed == null;
    return new ElectionOutput.StartTimer(
        timer, ++timers, calls ? TIMES.seekMillis() : TIMES.beaconMillis());
  }

  private ElectionOutput say(ElectionView now) {
    LogPosition log = leading ? now.log().continuedBy(own) : LogPosition.empty();
    return new ElectionOutput.Broadcast(
        new ElectionMessage(
            0,
            leading ? 0 : ElectionMessage.NO_CANDIDATE,
            leading ? own : new SessionId(master, 0),
            now.commandsSeen(),
            leading ? ElectionStage.LEADING : ElectionStage.SEEKING,
            log.history(),
            log.nextIdx(),
            leading ? Math.max(1, now.members()) : 0));
  }
}

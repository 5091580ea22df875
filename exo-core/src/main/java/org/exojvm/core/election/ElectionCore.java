package org.exojvm.core.election;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import org.exojvm.api.id.NodeId;
import org.exojvm.core.election.ElectionInput.MessageReceived;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who is master, for one node. A step function: one input in, outputs to be carried out
 * in order. It has no clock, thread or randomness, and never throws for what comes in.
 *
 * <p>A node without a master campaigns: it says how far its log goes, hears for a while what others
 * say, and everybody who has heard the same elects the same ({@link Claim}). No majority is asked
 * for, so two nodes are enough, and a side of a split elects its own. Two masters that meet compare
 * their claims in the same way; one of them follows the other.
 *
 * <p>A follower leaves its master when that is dead, when its log has not moved for three liveness
 * cycles, or when the node itself says that it leads no more; never because another master speaks
 * up, however late that message is.
 */
public final class ElectionCore implements Mastership {

  /** Proposals looked at in one campaign; further ones are dropped. */
  static final int MAX_CLAIMS = 1_000;

  /**
   * Answers to others in the time of one campaign. What is answered goes to all, so in a cluster of
   * fifty nodes that all call at once every answer costs fifty messages. Fewer: a node that has
   * missed a claim hears of it later. More: answers to answers, until nothing else gets through.
   */
  static final int ANSWERS_PER_CAMPAIGN = 6;

  private final NodeId node;
  private final ElectionConfig config;
  private final IntSupplier nonces;
  private final Set<NodeId> connected = new HashSet<>();
  private final Map<NodeId, ElectionMessage> claims = new LinkedHashMap<>();
  private final Map<ElectionTimer, Long> timers = new EnumMap<>(ElectionTimer.class);
  private final Distrust distrust = new Distrust();
  private ElectionStage stage = ElectionStage.SEEKING;
  private long seniority;
  private long round;
  private @Nullable SessionId session;
  private @Nullable Claim rival;
  private @Nullable NodeId awaited;
  private @Nullable ElectionMessage standing;
  private long seenIdx;
  private int silentChecks;
  private boolean answered;
  private boolean owesAnswer;
  private long timerNumbers;
  private long dropped;
  private ElectionView view = new ElectionView(LogPosition.empty(), 0, 0);
  private ImmutableList.Builder<ElectionOutput> outputs = ImmutableList.builder();

  /**
   * Creates the election of a node.
   *
   * @param seniority 0 or more for a candidate, {@link ElectionMessage#NO_CANDIDATE} for a node
   *     that only follows
   * @param nonces source of the bits that tell masterships apart; never the same twice for a node,
   *     also after a restart
   */
  public ElectionCore(NodeId node, ElectionConfig config, long seniority, IntSupplier nonces) {
    this.node = node;
    this.config = config;
    this.seniority = seniority;
    this.nonces = nonces;
  }

  @Override
  public ImmutableList<ElectionOutput> step(ElectionInput input, ElectionView now) {
    view = now;
    switch (input) {
      case ElectionInput.Begun _ -> begin();
      case MessageReceived received -> received(received.from(), received.message());
      case ElectionInput.PeerConnected(NodeId peer) -> connected(peer);
      case ElectionInput.PeerLost(NodeId peer) -> connected.remove(peer);
      case ElectionInput.PeerGone(NodeId peer) -> gone(peer);
      case ElectionInput.TimerFired(ElectionTimer timer, long number) -> fired(timer, number);
      case ElectionInput.LeadingFailed(String reason) -> resign(reason);
    }
    ImmutableList<ElectionOutput> result = outputs.build();
    outputs = ImmutableList.builder();
    return result;
  }

  /** Returns what the node is about. */
  public ElectionStage stage() {
    return stage;
  }

  /** Returns the session that the node leads or obeys; null while it has none. */
  public @Nullable SessionId session() {
    return session;
  }

  /** Returns the number of messages that made no sense or came from masters not believed. */
  public long dropped() {
    return dropped;
  }

  private boolean isCandidate() {
    return seniority >= 0;
  }

  private void begin() {
    for (SessionStart start : view.log().history()) {
      round = Math.max(round, start.session().round());
    }
    withoutMaster();
  }

  private void withoutMaster() {
    session = null;
    silentChecks = 0;
    if (isCandidate()) {
      campaign(round + 1);
    } else {
      stage = ElectionStage.SEEKING;
      seek();
    }
  }

  private void seek() {
    broadcast(message());
    startTimer(ElectionTimer.SEEK, config.seekMillis());
  }

  private void campaign(long nextRound) {
    round = Math.min(nextRound, SessionId.MAX_ROUND);
    stage = ElectionStage.CAMPAIGNING;
    awaited = null;
    claims.clear();
    standing = null;
    standing = message();
    broadcast(standing);
    owesAnswer = false;
    startTimer(ElectionTimer.CAMPAIGN, config.campaignMillis());
  }

  private void received(NodeId from, ElectionMessage message) {
    if (from.equals(node) || !makesSense(from, message)) {
      dropped++;
      return;
    }
    if (rival != null && rival.node().equals(from)) {
      rival = null; // what it claimed before is over
    }
    round = Math.max(round, Math.min(message.clock(), SessionId.MAX_ROUND));
    switch (stage) {
      case CAMPAIGNING, SEEKING -> {
        if (message.stage() == ElectionStage.LEADING) {
          followIfReachable(from, message);
        } else if (stage == ElectionStage.CAMPAIGNING) {
          heardWhileCampaigning(from, message);
        }
      }
      case LEADING -> heardWhileLeading(from, message);
      case FOLLOWING -> heardWhileFollowing(from, message);
    }
  }

  private boolean makesSense(NodeId from, ElectionMessage message) {
    return message.clock() >= 0
        && (message.stage() != ElectionStage.LEADING
            || (isWhole(from, message) && !distrust.covers(message.proposedSession())));
  }

  /** Returns whether the message of a master says what a follower needs. */
  static boolean isWhole(NodeId from, ElectionMessage message) {
    return !message.history().isEmpty()
        && message.history().getLast().session().equals(message.proposedSession())
        && message.proposedSession().masterNodeId().equals(from)
        && isInOrder(message.history());
  }

  private static boolean isInOrder(ImmutableList<SessionStart> history) {
    for (int i = 1; i < history.size(); i++) {
      if (history.get(i).firstIdx() <= history.get(i - 1).firstIdx()) {
        return false;
      }
    }
    return true;
  }

  /** A message of a master that is gone may come late; nobody goes after it. */
  private void followIfReachable(NodeId from, ElectionMessage message) {
    if (connected.contains(from)) {
      follow(message);
    } else {
      rival = new Claim(from, message);
    }
  }

  /** All campaign in one round, the highest that anybody stands in. */
  private void heardWhileCampaigning(NodeId from, ElectionMessage message) {
    if (message.stage() != ElectionStage.CAMPAIGNING || message.seniority() < 0) {
      return;
    }
    long theirs = Math.min(message.clock(), SessionId.MAX_ROUND);
    if (theirs > message().clock()) {
      campaign(theirs);
    } else if (theirs < message().clock()) {
      answer();
    }
    if (theirs == message().clock() && claims.size() < MAX_CLAIMS) {
      claims.put(from, message);
    }
  }

  private void heardWhileLeading(NodeId from, ElectionMessage message) {
    switch (message.stage()) {
      case LEADING -> {
        Claim other = new Claim(from, message);
        Claim own = new Claim(node, message());
        if (!Claim.best(List.of(own, other)).equals(other)) {
          answer();
        } else if (connected.contains(from)) {
          outputs.add(
              new ElectionOutput.StopLeading(
                  "Node %s is master too and has the stronger claim: %d members against %d, epoch %d against %d."
                      .formatted(
                          from,
                          message.members(),
                          own.message().members(),
                          message.log().epoch(),
                          own.message().log().epoch())));
          follow(message);
        }
      }
      case CAMPAIGNING, SEEKING -> answer();
      case FOLLOWING -> {
        // It has a master; if that is another one, the two masters will meet.
      }
    }
  }

  private void heardWhileFollowing(NodeId from, ElectionMessage message) {
    NodeId master = master();
    if (!from.equals(master)) {
      if (message.stage() == ElectionStage.LEADING) {
        rival = new Claim(from, message);
        if (!connected.contains(master) && connected.contains(from)) {
          follow(message);
        }
      }
    } else if (message.stage() != ElectionStage.LEADING) {
      heardMasterWhoLeadsNoMore(from, message);
    } else if (session != null && message.proposedSession().round() > session.round()) {
      followIfReachable(from, message); // it was started anew; an earlier session is a late message
    }
  }

  /** What it said before it led may come late; its round tells. */
  private void heardMasterWhoLeadsNoMore(NodeId from, ElectionMessage message) {
    SessionId obeyed = session;
    long since = obeyed == null ? 0 : obeyed.round();
    boolean isLate =
        message.stage() == ElectionStage.CAMPAIGNING
            ? message.clock() <= since
            : message.clock() < since;
    if (!isLate && obeyed != null) {
      // Two processes with one id, one of which leads, would be left and followed without end.
      startTimer(ElectionTimer.DISTRUST, distrust.begin(obeyed, config.silenceCheckMillis()));
      lost("Node %s says that it is master no more.".formatted(from));
    }
  }

  private NodeId master() {
    SessionId obeyed = session;
    return obeyed == null ? node : obeyed.masterNodeId();
  }

  private void follow(ElectionMessage message) {
    stage = ElectionStage.FOLLOWING;
    session = message.proposedSession();
    rival = null;
    awaited = null;
    seenIdx = view.heardIdx();
    silentChecks = 0;
    outputs.add(new ElectionOutput.Follow(new SessionAnnouncement(message.history())));
    broadcast(message());
    startTimer(ElectionTimer.SILENCE, config.silenceCheckMillis());
  }

  /** The master is no more: another one that has spoken up is followed, else one is elected. */
  private void lost(String reason) {
    outputs.add(new ElectionOutput.MasterLost(reason));
    Claim next = rival;
    rival = null;
    if (next != null
        && connected.contains(next.node())
        && !distrust.covers(next.message().proposedSession())) {
      follow(next.message());
    } else {
      withoutMaster();
    }
  }

  private void connected(NodeId peer) {
    connected.add(peer);
    Claim known = rival;
    if (stage != ElectionStage.FOLLOWING) {
      if (known != null && known.node().equals(peer) && stage != ElectionStage.LEADING) {
        follow(known.message());
      } else {
        answer();
      }
    }
  }

  private void gone(NodeId peer) {
    connected.remove(peer);
    claims.remove(peer);
    if (rival != null && rival.node().equals(peer)) {
      rival = null;
    }
    if (stage == ElectionStage.FOLLOWING && peer.equals(master())) {
      lost("Node %s closed its connections and refuses new ones.".formatted(peer));
    } else if (stage == ElectionStage.CAMPAIGNING && peer.equals(awaited)) {
      campaign(round + 1);
    }
  }

  private void fired(ElectionTimer timer, long number) {
    Long current = timers.get(timer);
    if (current == null || current != number) {
      return;
    }
    switch (timer) {
      case CAMPAIGN -> {
        if (stage == ElectionStage.CAMPAIGNING) {
          elect();
        }
      }
      case WINNER -> {
        if (stage == ElectionStage.CAMPAIGNING) {
          campaign(round + 1);
        }
      }
      case SEEK -> {
        if (stage == ElectionStage.SEEKING) {
          seek();
        }
      }
      case BEACON -> {
        if (stage == ElectionStage.LEADING) {
          broadcast(message());
          startTimer(ElectionTimer.BEACON, config.beaconMillis());
        }
      }
      case SILENCE -> {
        if (stage == ElectionStage.FOLLOWING) {
          checkSilence();
        }
      }
      case DISTRUST -> distrust.end();
      case ANSWER -> {
        answered = false;
        if (owesAnswer && stage != ElectionStage.FOLLOWING) {
          answer();
        }
      }
    }
  }

  private void elect() {
    List<Claim> all = new ArrayList<>();
    all.add(new Claim(node, message()));
    claims.forEach((claimant, message) -> all.add(new Claim(claimant, message)));
    NodeId winner = Claim.best(all).node();
    if (winner.equals(node)) {
      lead();
    } else {
      awaited = winner;
      startTimer(ElectionTimer.WINNER, config.winnerMillis());
    }
  }

  private void lead() {
    seniority = Math.max(seniority, claims.size() + 1L);
    SessionId opened = SessionId.of(node, round, nonces.getAsInt());
    session = opened;
    stage = ElectionStage.LEADING;
    rival = null;
    outputs.add(new ElectionOutput.Lead(opened));
    broadcast(message());
    startTimer(ElectionTimer.BEACON, config.beaconMillis());
  }

  private void resign(String reason) {
    seniority = ElectionMessage.NO_CANDIDATE;
    if (stage == ElectionStage.LEADING) {
      outputs.add(new ElectionOutput.StopLeading(reason));
    }
    if (stage != ElectionStage.FOLLOWING) {
      withoutMaster();
    }
  }

  /**
   * Every node reports something every few seconds, so the log of a living master moves. One whose
   * log does not even begin to arrive is not believed again.
   */
  private void checkSilence() {
    long idx = view.heardIdx();
    silentChecks = idx == seenIdx ? silentChecks + 1 : 0;
    seenIdx = idx;
    SessionId silent = session;
    if (silentChecks < config.silentChecks() || silent == null) {
      startTimer(ElectionTimer.SILENCE, config.silenceCheckMillis());
      return;
    }
    // Also one that goes on speaking: its disk may hang, or its log reach nobody.
    startTimer(ElectionTimer.DISTRUST, distrust.begin(silent, config.silenceCheckMillis()));
    lost(
        "The log of master %s has stood still at %d for %d ms."
            .formatted(
                silent.masterNodeId(), idx, config.silenceCheckMillis() * config.silentChecks()));
  }

  /** Says how things stand here to somebody who does not know; at once, but not again at once. */
  private void answer() {
    owesAnswer = answered;
    if (!answered) {
      answered = true;
      broadcast(message());
      startTimer(ElectionTimer.ANSWER, Math.max(1, config.campaignMillis() / ANSWERS_PER_CAMPAIGN));
    }
  }

  private void broadcast(ElectionMessage message) {
    outputs.add(new ElectionOutput.Broadcast(message));
  }

  private void startTimer(ElectionTimer timer, long millis) {
    long number = ++timerNumbers;
    timers.put(timer, number);
    outputs.add(new ElectionOutput.StartTimer(timer, number, millis));
  }

  /**
   * Returns what the node says of itself now. In a campaign it says the same again and again,
   * though its log may move: only then everybody elects from the same claims.
   */
  private ElectionMessage message() {
    ElectionMessage claimed = standing;
    if (stage == ElectionStage.CAMPAIGNING && claimed != null) {
      return claimed;
    }
    LogPosition log = claimedLog();
    SessionId proposed = session == null ? SessionId.of(node, round, 0) : session;
    long members = stage == ElectionStage.LEADING ? Math.max(1, view.members()) : 0;
    return new ElectionMessage(
        round,
        seniority,
        proposed,
        view.commandsSeen(),
        stage,
        log.history(),
        log.nextIdx(),
        members);
  }

  private LogPosition claimedLog() {
    if (stage == ElectionStage.FOLLOWING) {
      return LogPosition.empty(); // nobody asks, and it is long
    }
    SessionId led = session;
    return stage == ElectionStage.LEADING && led != null ? view.log().continuedBy(led) : view.log();
  }
}

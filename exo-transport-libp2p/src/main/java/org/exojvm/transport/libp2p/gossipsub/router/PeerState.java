package org.exojvm.transport.libp2p.gossipsub.router;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.exojvm.transport.libp2p.gossipsub.rpc.MessageId;
import org.exojvm.transport.libp2p.multiformats.PeerId;

/** What is known of one connected peer. */
final class PeerState {

  final PeerId id;

  /** Whether this side dialled. */
  final boolean outbound;

  GossipVersion version = GossipVersion.V1_0;

  private final Set<String> topics = new LinkedHashSet<>();
  private final Map<MessageId, Long> dontWants = new LinkedHashMap<>();

  /** What it gets without this node. */
  final Covered covered = new Covered();

  /** Packets with lists of names taken since the last heartbeat. */
  int ihaves;

  /** Messages that nobody can believe, since the last heartbeat. */
  int unbelieved;

  boolean isExpelled;

  /** Names asked of it since the last heartbeat. */
  int asked;

  /** Names that it asked for since the last heartbeat. */
  int served;

  PeerState(PeerId id, boolean outbound) {
    this.id = id;
    this.outbound = outbound;
  }

  boolean wants(String topic) {
    return topics.contains(topic);
  }

  boolean hasRoomForTopic() {
    return topics.size() < RouterLimits.MAX_TOPICS_PER_PEER;
  }

  /** Returns whether this is news. */
  boolean add(String topic) {
    return topics.add(topic);
  }

  /** Returns whether this is news. */
  boolean remove(String topic) {
    return topics.remove(topic);
  }

  void dontWant(MessageId id, long untilMillis) {
    if (dontWants.size() < RouterLimits.MAX_DONT_WANTS_PER_PEER) {
      dontWants.putIfAbsent(id, untilMillis);
    }
  }

  boolean needsNot(MessageId id, long nowMillis) {
    Long until = dontWants.get(id);
    return until != null && until > nowMillis;
  }

  int dontWants() {
    return dontWants.size();
  }

  void heartbeat(long nowMillis) {
    ihaves = 0;
    asked = 0;
    served = 0;
    unbelieved = 0;
    covered.heartbeat(nowMillis);
    // All are kept equally long, so the oldest are in front.
    Iterator<Long> ends = dontWants.values().iterator();
    while (ends.hasNext() && ends.next() <= nowMillis) {
      ends.remove();
    }
  }
}

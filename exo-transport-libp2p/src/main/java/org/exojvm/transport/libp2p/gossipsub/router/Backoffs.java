package org.exojvm.transport.libp2p.gossipsub.router;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.exojvm.transport.libp2p.multiformats.PeerId;

/** Who is kept out of which mesh, and until when. */
final class Backoffs {

  private record Key(String topic, PeerId peer) {}

  private final Map<Key, Long> ends = new HashMap<>();

  /** Keeps a peer out until then, or longer if it is kept out longer already. */
  void keepOut(String topic, PeerId peer, long untilMillis) {
    ends.merge(new Key(topic, peer), untilMillis, Math::max);
    if (ends.size() > RouterLimits.MAX_BACKOFFS) {
      ends.entrySet().stream()
          .min(Comparator.comparingLong(Map.Entry::getValue))
          .map(Map.Entry::getKey)
          .ifPresent(ends::remove);
    }
  }

  /** Whether a peer that asks to be let in must wait. */
  boolean isKeptOut(String topic, PeerId peer, long nowMillis) {
    return ends.getOrDefault(new Key(topic, peer), nowMillis) > nowMillis;
  }

  /** Whether this side must wait before it asks: a little longer, for clocks and ways differ. */
  boolean mustWait(String topic, PeerId peer, long nowMillis) {
    Long end = ends.get(new Key(topic, peer));
    return end != null && end + GossipParameters.BACKOFF_SLACK_MILLIS > nowMillis;
  }

  void forgetEnded(long nowMillis) {
    ends.values().removeIf(end -> end + GossipParameters.BACKOFF_SLACK_MILLIS <= nowMillis);
  }

  int size() {
    return ends.size();
  }
}

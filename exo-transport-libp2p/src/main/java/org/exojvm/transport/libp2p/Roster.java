package org.exojvm.transport.libp2p;

import com.google.common.collect.ImmutableSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.exojvm.transport.libp2p.multiformats.PeerId;

/**
 * Which peers are there: those that want all topics of the cluster, for to them messages go. A peer
 * of another kind, which is on the network but wants none or few of them, is not.
 */
final class Roster {

  private final ImmutableSet<String> topics;
  private final Map<PeerId, Set<String>> wanted = new HashMap<>();
  private ImmutableSet<PeerId> present = ImmutableSet.of();

  Roster(ImmutableSet<String> topics) {
    this.topics = topics;
  }

  /** Returns who is there. */
  synchronized ImmutableSet<PeerId> present() {
    return present;
  }

  /** A peer wants a topic, or wants it no more; returns whether it has come or gone by that. */
  synchronized boolean topic(PeerId peer, String topic, boolean isWanted) {
    if (!topics.contains(topic)) {
      return false;
    }
    Set<String> of = wanted.computeIfAbsent(peer, _ -> new HashSet<>());
    boolean isNews = isWanted ? of.add(topic) : of.remove(topic);
    return isNews
        && (isWanted ? of.size() == topics.size() : of.size() == topics.size() - 1)
        && change();
  }

  /** A peer is gone; returns whether it was there. */
  synchronized boolean gone(PeerId peer) {
    return wanted.remove(peer) != null && present.contains(peer) && change();
  }

  private boolean change() {
    ImmutableSet.Builder<PeerId> now = ImmutableSet.builder();
    wanted.forEach(
        (peer, of) -> {
          if (of.size() == topics.size()) {
            now.add(peer);
          }
        });
    present = now.build();
    return true;
  }
}

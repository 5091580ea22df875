package org.exojvm.transport.libp2p;

import com.google.common.collect.ImmutableSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
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
  private final Set<PeerId> present = new LinkedHashSet<>();
  private ImmutableSet<PeerId> told = ImmutableSet.of();

  Roster(ImmutableSet<String> topics) {
    this.topics = topics;
  }

  /** Returns who is there. */
  synchronized ImmutableSet<PeerId> present() {
    // Only who asks pays for a copy, not a peer that comes and goes.
    if (!told.equals(present)) {
      told = ImmutableSet.copyOf(present);
    }
    return told;
  }

  /** A peer wants a topic, or wants it no more; returns whether it has come or gone by that. */
  synchronized boolean topic(PeerId peer, String topic, boolean isWanted) {
    if (!topics.contains(topic)) {
      return false;
    }
    Set<String> of = wanted.computeIfAbsent(peer, _ -> new HashSet<>());
    boolean isNews = isWanted ? of.add(topic) : of.remove(topic);
    if (!isNews) {
      return false;
    }
    return of.size() == topics.size() ? present.add(peer) : present.remove(peer);
  }

  /** A peer is gone; returns whether it was there. */
  synchronized boolean gone(PeerId peer) {
    wanted.remove(peer);
    return present.remove(peer);
  }
}

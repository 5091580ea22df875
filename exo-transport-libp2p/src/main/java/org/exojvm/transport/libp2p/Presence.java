package org.exojvm.transport.libp2p;

import com.google.common.collect.ImmutableSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.exojvm.api.id.NodeId;
import org.exojvm.transport.libp2p.Evidence.Finding;
import org.exojvm.transport.libp2p.multiformats.PeerId;

/**
 * Tells the listener who comes and goes. Of a peer that goes it is told once there is evidence what
 * has become of it; if the peer is back sooner, that it was silent.
 */
final class Presence {

  private final Roster roster;
  private final Deliveries deliveries;
  private final ShortTasks tasks;
  private final Function<PeerId, Finding> evidence;
  private final Map<PeerId, Object> leaving = new HashMap<>();

  /**
   * Creates the presence of nobody.
   *
   * @param evidence finds out what has become of a peer; may block for a moment
   */
  Presence(
      ImmutableSet<String> topics,
      Deliveries deliveries,
      ShortTasks tasks,
      Function<PeerId, Finding> evidence) {
    this.roster = new Roster(topics);
    this.deliveries = deliveries;
    this.tasks = tasks;
    this.evidence = evidence;
  }

  ImmutableSet<PeerId> present() {
    return roster.present();
  }

  synchronized void topic(PeerId peer, String topic, boolean wanted) {
    if (roster.topic(peer, topic, wanted)) {
      if (roster.present().contains(peer)) {
        came(peer);
      } else {
        left(peer);
      }
    }
  }

  synchronized void gone(PeerId peer) {
    if (roster.gone(peer)) {
      left(peer);
    }
  }

  private void came(PeerId peer) {
    NodeId node = NodeId.of(peer.toString());
    if (leaving.remove(peer) != null) {
      deliveries.put(listener -> listener.onPeerSilent(node));
    }
    deliveries.put(listener -> listener.onPeerConnected(node));
  }

  private void left(PeerId peer) {
    Object departure = new Object();
    leaving.put(peer, departure);
    boolean isSought =
        tasks.start("evidence-of-" + peer, () -> conclude(peer, departure, evidence.apply(peer)));
    if (!isSought) {
      conclude(peer, departure, Finding.SILENT);
    }
  }

  private synchronized void conclude(PeerId peer, Object departure, Finding finding) {
    if (!leaving.remove(peer, departure)) {
      return;
    }
    NodeId node = NodeId.of(peer.toString());
    if (finding == Finding.REFUSED) {
      deliveries.put(listener -> listener.onPeerDisconnected(node));
    } else {
      deliveries.put(listener -> listener.onPeerSilent(node));
    }
  }
}

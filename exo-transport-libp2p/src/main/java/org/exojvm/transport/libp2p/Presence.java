package org.exojvm.transport.libp2p;

import com.google.common.collect.ImmutableSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.exojvm.transport.libp2p.Evidence.Finding;
import org.exojvm.transport.libp2p.multiformats.PeerId;
import org.jspecify.annotations.Nullable;

/**
 * Tells the listener who comes and goes. Of a peer that goes it is told once there is evidence what
 * has become of it; if the peer is back sooner, that it was silent. However often a peer comes and
 * goes, one search for evidence runs for it, and {@link PeerNews} bounds what waits to be told.
 */
final class Presence {

  private final Roster roster;
  private final PeerNews news;
  private final ShortTasks tasks;
  private final Function<PeerId, Finding> evidence;

  /** What has to be explained, a departure each. */
  private final Map<PeerId, Object> leaving = new HashMap<>();

  /** For whom evidence is looked for. */
  private final Set<PeerId> sought = new HashSet<>();

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
    this.news = new PeerNews(deliveries);
    this.tasks = tasks;
    this.evidence = evidence;
  }

  ImmutableSet<PeerId> present() {
    return roster.present();
  }

  synchronized void topic(PeerId peer, String topic, boolean wanted) {
    if (roster.topic(peer, topic, wanted)) {
      if (wanted) {
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
    if (leaving.remove(peer) != null) {
      news.add(peer, PeerNews.Kind.SILENT);
    }
    news.add(peer, PeerNews.Kind.CONNECTED);
  }

  private void left(PeerId peer) {
    Object departure = new Object();
    leaving.put(peer, departure);
    if (sought.add(peer) && !tasks.start("evidence-of-" + peer, () -> seek(peer))) {
      sought.remove(peer);
      conclude(peer, departure, Finding.SILENT);
    }
  }

  /** Until every departure of a peer is explained: it may go again while the first one is. */
  private void seek(PeerId peer) {
    for (Object next = departure(peer); next != null; next = departure(peer)) {
      conclude(peer, next, evidence.apply(peer));
    }
  }

  private synchronized @Nullable Object departure(PeerId peer) {
    Object departure = leaving.get(peer);
    if (departure == null) {
      sought.remove(peer);
    }
    return departure;
  }

  private synchronized void conclude(PeerId peer, Object departure, Finding finding) {
    if (leaving.remove(peer, departure)) {
      news.add(
          peer, finding == Finding.REFUSED ? PeerNews.Kind.DISCONNECTED : PeerNews.Kind.SILENT);
    }
  }
}

package org.exojvm.transport.libp2p;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.transport.TransportListener;
import org.exojvm.transport.libp2p.multiformats.PeerId;
import org.jspecify.annotations.Nullable;

/**
 * News of peers on their way to the listener. Of each peer a few wait at most, or one that comes
 * and goes faster than the listener hears would fill the memory. May be used by any thread.
 */
final class PeerNews {

  /**
   * News of one peer that wait; of more, the two oldest are let go, which lead nowhere together.
   */
  static final int MAX_WAITING = 8;

  /** What has happened to a peer. */
  enum Kind {
    /** It can be reached. */
    CONNECTED,
    /** Nobody knows what has become of it. */
    SILENT,
    /** There is evidence that it is dead. */
    DISCONNECTED
  }

  private static final class Waiting {

    final ArrayDeque<Kind> news = new ArrayDeque<>();

    /** How many deliveries are under way, each of which tells one of the news, if there is one. */
    int deliveries;
  }

  private final Deliveries deliveries;
  private final Map<PeerId, Waiting> waiting = new HashMap<>();

  PeerNews(Deliveries deliveries) {
    this.deliveries = deliveries;
  }

  synchronized void add(PeerId peer, Kind kind) {
    Waiting of = waiting.computeIfAbsent(peer, _ -> new Waiting());
    if (of.news.size() == MAX_WAITING) {
      // There and away again, or away and there again.
      of.news.remove();
      of.news.remove();
    }
    of.news.add(kind);
    if (of.deliveries < of.news.size() && deliveries.put(listener -> tell(peer, listener))) {
      of.deliveries++;
    }
  }

  private void tell(PeerId peer, TransportListener listener) {
    Kind next = next(peer);
    NodeId node = NodeId.of(peer.toString());
    switch (next) {
      case null -> {}
      case CONNECTED -> listener.onPeerConnected(node);
      case SILENT -> listener.onPeerSilent(node);
      case DISCONNECTED -> listener.onPeerDisconnected(node);
    }
  }

  private synchronized @Nullable Kind next(PeerId peer) {
    Waiting of = waiting.get(peer);
    if (of == null) {
      return null;
    }
    Kind next = of.news.poll();
    if (--of.deliveries == 0) {
      waiting.remove(peer);
    }
    return next;
  }
}

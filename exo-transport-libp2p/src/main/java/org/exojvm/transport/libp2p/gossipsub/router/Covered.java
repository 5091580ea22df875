package org.exojvm.transport.libp2p.gossipsub.router;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.exojvm.transport.libp2p.multiformats.PeerId;

/**
 * The authors whose messages one peer has shown to get without this node, and the messages of these
 * that are held back from it. A copy that comes from the peer is proof: nobody passes a message on
 * to the one it got it from.
 */
final class Covered {

  private static final class Author {

    long endMillis;
    long toldMillis = Long.MIN_VALUE;
  }

  /** Renewed ones behind, so those that end first are in front. */
  private final Map<PeerId, Author> authors = new LinkedHashMap<>();

  private List<GossipMessage> fresh = new ArrayList<>();
  private List<GossipMessage> aged = new ArrayList<>();

  /** The peer has shown to have a message of an author from others. */
  void shown(PeerId id, long nowMillis) {
    Author author = authors.remove(id);
    if (author == null) {
      author = new Author();
    }
    author.endMillis = nowMillis + GossipParameters.COVERED_MILLIS;
    authors.put(id, author);
    if (authors.size() > RouterLimits.MAX_COVERED_PER_PEER) {
      authors.remove(authors.keySet().iterator().next());
    }
  }

  /** Returns whether to tell the peer that its copies of an author's messages are needless. */
  boolean tellOf(PeerId id, long nowMillis) {
    Author author = authors.get(id);
    if (author == null || author.toldMillis > nowMillis - GossipParameters.ANNOUNCE_MILLIS) {
      return false;
    }
    author.toldMillis = nowMillis;
    return true;
  }

  /** Holds a message back if the peer gets it anyway; returns whether it does. */
  boolean holdBack(GossipMessage message, long nowMillis) {
    Author author = authors.get(message.author());
    boolean isHeld =
        author != null && author.endMillis > nowMillis && held() < RouterLimits.MAX_HELD_PER_PEER;
    if (isHeld) {
      fresh.add(message);
    }
    return isHeld;
  }

  int held() {
    return fresh.size() + aged.size();
  }

  int authors() {
    return authors.size();
  }

  /** Takes what is held since before the last call. */
  List<GossipMessage> takeAged() {
    List<GossipMessage> taken = aged;
    aged = fresh;
    fresh = new ArrayList<>();
    return taken;
  }

  /** The peer lacked a message of an author after all: takes the others that are held of it. */
  List<GossipMessage> lacked(PeerId author) {
    List<GossipMessage> taken = new ArrayList<>();
    if (authors.remove(author) != null) {
      take(author, aged, taken);
      take(author, fresh, taken);
    }
    return taken;
  }

  private static void take(PeerId author, List<GossipMessage> from, List<GossipMessage> to) {
    from.removeIf(message -> message.author().equals(author) && to.add(message));
  }

  void heartbeat(long nowMillis) {
    Iterator<Author> first = authors.values().iterator();
    while (first.hasNext() && first.next().endMillis <= nowMillis) {
      first.remove();
    }
  }
}

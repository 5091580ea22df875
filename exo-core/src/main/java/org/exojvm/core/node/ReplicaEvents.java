package org.exojvm.core.node;

import java.util.TreeMap;
import org.exojvm.core.event.ForwarderEvent;
import org.exojvm.core.event.IndexedEvent;
import org.exojvm.core.state.State;
import org.exojvm.core.stream.OrderedBuffer;

/**
 * The events of a master on a node that follows it, put into the feed as far as the replica of the
 * worker has come. Belongs to the loop.
 */
final class ReplicaEvents {

  private final EventFeed feed;
  private final EventFeed.Backlog backlog;
  private final TreeMap<Long, IndexedEvent> ahead = new TreeMap<>();

  /**
   * Goes on where the feed is.
   *
   * @param backlog where older events are
   */
  ReplicaEvents(EventFeed feed, EventFeed.Backlog backlog) {
    this.feed = feed;
    this.backlog = backlog;
  }

  /** Keeps an event that the worker is about to be given. */
  void received(ForwarderEvent message) {
    if (message.originIdx() >= feed.nextIdx()) {
      ahead.put(
          message.originIdx(),
          new IndexedEvent(message.originIdx(), message.event(), message.sourceNode()));
      if (ahead.size() > OrderedBuffer.MAX_HELD) {
        ahead.pollLastEntry();
      }
    }
  }

  /**
   * Tells what the replica has taken in; where it jumped, to a snapshot or to the beginning of
   * another log, the feed begins anew there.
   */
  void applied(State replica) {
    long nextIdx = replica.lastEventAppliedIdx() + 1;
    if (nextIdx < feed.nextIdx()) {
      ahead.clear();
      feed.restartAt(nextIdx, backlog);
    }
    while (feed.nextIdx() < nextIdx) {
      IndexedEvent event = ahead.remove(feed.nextIdx());
      if (event == null) {
        feed.restartAt(nextIdx, backlog);
      } else {
        feed.append(event);
      }
    }
    ahead.headMap(nextIdx).clear();
  }
}

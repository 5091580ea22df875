package org.exojvm.core.node;

import com.google.common.collect.ImmutableList;
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
  private final TreeMap<Long, IndexedEvent> ahead = new TreeMap<>();

  /** Begins with the first event of a log. */
  ReplicaEvents(EventFeed feed) {
    this.feed = feed;
    feed.restartAt(0, (fromIdx, max) -> ImmutableList.of());
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
      feed.restartAt(nextIdx, (fromIdx, max) -> ImmutableList.of());
    }
    while (feed.nextIdx() < nextIdx) {
      IndexedEvent event = ahead.remove(feed.nextIdx());
      if (event == null) {
        feed.restartAt(nextIdx, (fromIdx, max) -> ImmutableList.of());
      } else {
        feed.append(event);
      }
    }
    ahead.headMap(nextIdx).clear();
  }
}

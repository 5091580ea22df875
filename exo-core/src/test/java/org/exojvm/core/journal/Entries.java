package org.exojvm.core.journal;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.exojvm.api.id.EventId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.topology.Connection;
import org.exojvm.api.topology.Link.SocketConnection;
import org.exojvm.api.topology.Multiaddr;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.IndexedEvent;
import org.exojvm.core.event.TestEvent;
import org.exojvm.core.event.TopologyEvent.TopologyEdgeCreated;
import org.exojvm.core.state.EventApplier;
import org.exojvm.core.state.State;

/** Entries for tests of logs: every third one changes the topology. */
final class Entries {

  private Entries() {}

  static LogEntry entry(long idx) {
    return new LogEntry(new IndexedEvent(idx, event(idx), null), 1_000 + idx);
  }

  private static Event event(long idx) {
    EventId id = EventId.of("event-" + idx);
    if (idx % 3 != 0) {
      return new TestEvent(id);
    }
    Multiaddr address = Multiaddr.parse("/ip4/10.0.0.1/tcp/" + (1 + idx % 60_000));
    return new TopologyEdgeCreated(
        id, new Connection(NodeId.of("a"), NodeId.of("b"), new SocketConnection(address)));
  }

  static List<LogEntry> range(long from, long to) {
    return LongStream.range(from, to).mapToObj(Entries::entry).toList();
  }

  static List<LogEntry> of(List<Event> events) {
    return IntStream.range(0, events.size())
        .mapToObj(i -> new LogEntry(new IndexedEvent(i, events.get(i), null), i))
        .toList();
  }

  static State replay(List<LogEntry> entries) {
    State state = State.empty();
    for (LogEntry entry : entries) {
      state = EventApplier.apply(state, entry.event());
    }
    return state;
  }
}

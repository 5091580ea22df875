package org.exojvm.examples.journal;

import java.util.ArrayList;
import java.util.List;
import org.exojvm.api.id.EventId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.model.Memory;
import org.exojvm.api.node.MemoryUsage;
import org.exojvm.api.topology.Connection;
import org.exojvm.api.topology.Link.SocketConnection;
import org.exojvm.api.topology.Multiaddr;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.IndexedEvent;
import org.exojvm.core.event.NodeEvent.NodeGatheredInfo;
import org.exojvm.core.event.TestEvent;
import org.exojvm.core.event.TopologyEvent.TopologyEdgeCreated;
import org.exojvm.core.info.GatheredInfo.GatheredMemoryUsage;
import org.exojvm.core.journal.LogEntry;

/**
 * The events of a tortured journal. Each follows from its index alone, so that whoever reads the
 * journal knows what must be in it.
 */
final class TortureStory {

  private static final int NODES = 8;

  private TortureStory() {}

  static LogEntry entry(long idx) {
    return new LogEntry(new IndexedEvent(idx, event(idx), null), idx);
  }

  static List<LogEntry> range(long from, long to) {
    List<LogEntry> entries = new ArrayList<>();
    for (long idx = from; idx < to; idx++) {
      entries.add(entry(idx));
    }
    return entries;
  }

  private static Event event(long idx) {
    EventId id = EventId.of("torture-" + idx);
    NodeId node = node(idx);
    return switch ((int) (idx % 3)) {
      case 0 ->
          new TopologyEdgeCreated(
              id,
              new Connection(
                  node,
                  node(idx + 1),
                  new SocketConnection(
                      Multiaddr.parse("/ip4/10.0.0.%d/tcp/52415".formatted(idx % NODES + 1)))));
      case 1 ->
          new NodeGatheredInfo(
              id,
              node,
              new GatheredMemoryUsage(
                  new MemoryUsage(
                      Memory.ofGib(64), Memory.ofBytes(idx), Memory.ZERO, Memory.ZERO)));
      default -> new TestEvent(id);
    };
  }

  private static NodeId node(long number) {
    return NodeId.of("node-" + number % NODES);
  }
}

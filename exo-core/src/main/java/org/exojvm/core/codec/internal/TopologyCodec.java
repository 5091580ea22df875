package org.exojvm.core.codec.internal;

import static org.exojvm.core.codec.internal.Slots.parts;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.topology.Connection;
import org.exojvm.api.topology.Link;
import org.exojvm.api.topology.Topology;

/**
 * The graph as the reference's TopologySnapshot: {@code {"nodes":[..],"connections":{source:
 * {sink:[links]}}}}. Repeated nodes and links are taken once, ends of links need not be listed.
 */
final class TopologyCodec implements ValueCodec<Topology> {

  /** What stands in the text, before it becomes a graph. */
  private record Snapshot(
      ImmutableList<NodeId> nodes,
      ImmutableMap<NodeId, ImmutableMap<NodeId, ImmutableList<Link>>> connections) {}

  private static final RecordCodec<Snapshot> SNAPSHOT =
      RecordCodec.<Snapshot>plainRecord("TopologySnapshot")
          .required("nodes", ListCodec.of(Ids.NODE))
          .required(
              "connections",
              MapCodec.of(
                  Ids.NODE_KEY, MapCodec.of(Ids.NODE_KEY, ListCodec.of(TopologyTables.LINK))))
          .build(s -> new Snapshot(s.at(0), s.at(1)), v -> parts(v.nodes(), v.connections()));

  @Override
  public Topology read(JsonReader in) throws MalformedValue, IOException {
    Snapshot snapshot = SNAPSHOT.read(in);
    Topology topology = Topology.empty();
    for (NodeId node : snapshot.nodes) {
      topology = topology.withNode(node);
    }
    for (var from : snapshot.connections.entrySet()) {
      for (var to : from.getValue().entrySet()) {
        for (Link link : to.getValue()) {
          topology = topology.withEdge(new Connection(from.getKey(), to.getKey(), link));
        }
      }
    }
    return topology;
  }

  @Override
  public void write(JsonWriter out, Topology value) {
    Map<NodeId, ImmutableMap<NodeId, ImmutableList<Link>>> connections = new LinkedHashMap<>();
    for (NodeId node : value.nodes()) {
      Map<NodeId, ImmutableList<Link>> links = value.linksFrom(node);
      if (!links.isEmpty()) {
        connections.put(node, ImmutableMap.copyOf(links));
      }
    }
    SNAPSHOT.write(
        out, new Snapshot(ImmutableList.copyOf(value.nodes()), ImmutableMap.copyOf(connections)));
  }
}

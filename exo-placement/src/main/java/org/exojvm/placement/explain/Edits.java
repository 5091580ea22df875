package org.exojvm.placement.explain;

import com.google.common.collect.ImmutableList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.model.Memory;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.topology.Connection;
import org.exojvm.api.topology.Topology;

/** Requests on a cluster that is not quite the one at hand. */
final class Edits {

  private Edits() {}

  static PlacementRequest withFree(PlacementRequest request, NodeId node, Memory free) {
    Map<NodeId, Memory> memory = new LinkedHashMap<>(request.freeMemory());
    memory.put(node, free);
    return request.withFreeMemory(Collections.unmodifiableMap(memory));
  }

  /** Adds a node with those of its links whose other end is there. */
  static PlacementRequest withNode(
      PlacementRequest request, NodeId node, Memory free, ImmutableList<Connection> links) {
    PlacementRequest joined = request.withTopology(request.topology().withNode(node));
    return withFree(withLinks(joined, links), node, free);
  }

  /** Adds links whose ends are both there. */
  static PlacementRequest withLinks(PlacementRequest request, ImmutableList<Connection> links) {
    Topology topology = request.topology();
    for (Connection link : links) {
      if (topology.contains(link.source()) && topology.contains(link.sink())) {
        topology = topology.withEdge(link);
      }
    }
    return request.withTopology(topology);
  }
}

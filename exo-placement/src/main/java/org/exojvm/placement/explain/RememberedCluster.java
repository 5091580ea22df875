package org.exojvm.placement.explain;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.model.Memory;
import org.exojvm.api.topology.Topology;

/**
 * What is known of nodes beyond the request: of those that have left or fallen silent, what they
 * last reported; of all, how much memory is built in.
 *
 * @param topology nodes and links as they were
 * @param freeMemory free memory as last reported
 * @param totalMemory memory built in, also of nodes of the request; a node cannot free more
 */
public record RememberedCluster(
    Topology topology, Map<NodeId, Memory> freeMemory, Map<NodeId, Memory> totalMemory) {

  /** Nothing is remembered. */
  public static final RememberedCluster NONE =
      new RememberedCluster(Topology.empty(), ImmutableMap.of(), ImmutableMap.of());
}

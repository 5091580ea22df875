package org.exojvm.core.scenario;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.List;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.model.Memory;
import org.exojvm.api.model.ModelCard;
import org.exojvm.api.model.ModelTask;
import org.exojvm.api.node.InterfaceType;
import org.exojvm.api.node.MemoryUsage;
import org.exojvm.api.node.NetworkInterfaceInfo;
import org.exojvm.api.node.NodeIdentity;
import org.exojvm.api.node.NodeNetworkInfo;
import org.exojvm.api.topology.Connection;
import org.exojvm.api.topology.Link;
import org.exojvm.api.topology.Multiaddr;
import org.exojvm.core.state.State;

/** Small described clusters and models for the scenarios. Every node offers 16 GiB. */
public final class TestClusters {

  public static final Memory NODE_MEMORY = Memory.ofGib(16);

  /** Three fit on one node. */
  public static final ModelCard TINY = card("test/tiny", 4);

  /** Fits on one node; with two nodes and more it is split. */
  public static final ModelCard SMALL = card("test/small", 8);

  /** Needs two nodes at least. */
  public static final ModelCard LARGE = card("test/large", 24);

  private TestClusters() {}

  public static ModelCard card(String id, long gib) {
    return new ModelCard(
        ModelId.of(id),
        Memory.ofGib(gib),
        32,
        4096,
        true,
        ImmutableList.of(ModelTask.TEXT_GENERATION),
        null,
        "test",
        "8bit",
        "Test",
        ImmutableList.of("text"),
        false,
        true);
  }

  /** Nodes that reach each other over Ethernet. */
  public static State ethernet(String... names) {
    return described(false, Arrays.asList(names));
  }

  /** Nodes that reach each other over Ethernet and by RDMA. */
  public static State thunderbolt(String... names) {
    return described(true, Arrays.asList(names));
  }

  private static State described(boolean rdma, List<String> names) {
    State state = State.empty();
    for (int i = 0; i < names.size(); i++) {
      NodeId node = NodeId.of(names.get(i));
      state =
          state
              .withTopology(state.topology().withNode(node))
              .withNodeMemory(
                  state
                      .nodeMemory()
                      .with(
                          node,
                          new MemoryUsage(NODE_MEMORY, NODE_MEMORY, Memory.ZERO, Memory.ZERO)))
              .withNodeIdentities(
                  state
                      .nodeIdentities()
                      .with(
                          node,
                          new NodeIdentity(
                              "Mac15,14", "Apple M3 Ultra", "Mac " + node, "26.2", "25C56")))
              .withNodeNetwork(
                  state
                      .nodeNetwork()
                      .with(
                          node,
                          new NodeNetworkInfo(
                              ImmutableList.of(
                                  new NetworkInterfaceInfo(
                                      "en0", ipOf(i), InterfaceType.ETHERNET)))));
    }
    for (int i = 0; i < names.size(); i++) {
      for (int j = 0; j < names.size(); j++) {
        if (i != j) {
          state = linked(state, names, i, j, rdma);
        }
      }
    }
    return state;
  }

  private static State linked(State state, List<String> names, int i, int j, boolean rdma) {
    NodeId source = NodeId.of(names.get(i));
    NodeId sink = NodeId.of(names.get(j));
    State withSocket =
        state.withTopology(
            state
                .topology()
                .withEdge(
                    new Connection(
                        source,
                        sink,
                        new Link.SocketConnection(
                            Multiaddr.parse("/ip4/" + ipOf(j) + "/tcp/52415")))));
    return rdma
        ? withSocket.withTopology(
            withSocket
                .topology()
                .withEdge(
                    new Connection(
                        source, sink, new Link.RdmaConnection("rdma_en" + j, "rdma_en" + i))))
        : withSocket;
  }

  private static String ipOf(int index) {
    return "10.0.0." + (index + 1);
  }

  public static boolean isSocket(Connection connection) {
    return connection.edge() instanceof Link.SocketConnection;
  }

  public static boolean isRdma(Connection connection) {
    return connection.edge() instanceof Link.RdmaConnection;
  }

  /** Whether a link joins the two nodes, in either direction. */
  public static boolean joins(Connection connection, String one, String other) {
    NodeId a = NodeId.of(one);
    NodeId b = NodeId.of(other);
    return (connection.source().equals(a) && connection.sink().equals(b))
        || (connection.source().equals(b) && connection.sink().equals(a));
  }
}

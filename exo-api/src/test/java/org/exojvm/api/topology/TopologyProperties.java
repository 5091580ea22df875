package org.exojvm.api.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.topology.Link.RdmaConnection;
import org.exojvm.api.topology.Link.SocketConnection;

/** Goal: a topology is a set of nodes and a set of edges. Method: against two plain sets. */
class TopologyProperties {

  private static final List<NodeId> NODES =
      List.of(NodeId.of("a"), NodeId.of("b"), NodeId.of("c"), NodeId.of("d"));

  /** A change of a topology: of an edge, or of its source alone. */
  record Change(Kind kind, Connection edge) {}

  enum Kind {
    ADD_NODE,
    REMOVE_NODE,
    ADD_EDGE,
    ADD_ANOTHER_EDGE,
    REMOVE_EDGE
  }

  /** What a topology should be like. */
  record Model(Set<NodeId> nodes, Set<Connection> edges) {

    Model copy() {
      return new Model(new LinkedHashSet<>(nodes), new LinkedHashSet<>(edges));
    }

    void apply(Change change) {
      Connection edge = change.edge();
      switch (change.kind()) {
        case ADD_NODE -> nodes.add(edge.source());
        case REMOVE_NODE -> {
          nodes.remove(edge.source());
          edges.removeIf(
              other -> other.source().equals(edge.source()) || other.sink().equals(edge.source()));
        }
        case ADD_EDGE, ADD_ANOTHER_EDGE -> {
          nodes.add(edge.source());
          nodes.add(edge.sink());
          edges.add(edge);
        }
        case REMOVE_EDGE -> edges.remove(edge);
      }
    }
  }

  @Property(tries = 300)
  void everyVersion_holdsWhatAModelHolds(@ForAll("changes") List<Change> changes) {
    Topology topology = Topology.empty();
    Model model = new Model(new LinkedHashSet<>(), new LinkedHashSet<>());
    List<Topology> versions = new ArrayList<>();
    List<Model> models = new ArrayList<>();
    for (Change change : changes) {
      topology = applied(topology, change);
      model.apply(change);
      versions.add(topology);
      models.add(model.copy());
    }
    // Looked at only now: later changes must not show in older versions.
    for (int version = 0; version < versions.size(); version++) {
      assertSame(versions.get(version), models.get(version));
    }
  }

  @Property(tries = 100)
  void aChangeThatChangesNothing_isTheSameTopology(@ForAll("changes") List<Change> changes) {
    Topology topology = Topology.empty();
    for (Change change : changes) {
      topology = applied(topology, change);
      assertThat(applied(topology, change)).isSameAs(topology);
    }
  }

  private static Topology applied(Topology topology, Change change) {
    return switch (change.kind()) {
      case ADD_NODE -> topology.withNode(change.edge().source());
      case REMOVE_NODE -> topology.withoutNode(change.edge().source());
      case ADD_EDGE, ADD_ANOTHER_EDGE -> topology.withEdge(change.edge());
      case REMOVE_EDGE -> topology.withoutEdge(change.edge());
    };
  }

  private static void assertSame(Topology topology, Model model) {
    assertThat(topology.nodes()).containsExactlyElementsOf(model.nodes());
    assertThat(topology.size()).isEqualTo(model.nodes().size());
    assertThat(topology.connections()).containsExactlyInAnyOrderElementsOf(model.edges());
    for (NodeId source : NODES) {
      assertThat(topology.contains(source)).isEqualTo(model.nodes().contains(source));
      Set<NodeId> neighbours = new LinkedHashSet<>();
      for (NodeId sink : NODES) {
        ImmutableList<Link> links = linksOf(model, source, sink);
        assertThat(topology.links(source, sink)).isEqualTo(links);
        assertThat(topology.linksFrom(source).getOrDefault(sink, ImmutableList.of()))
            .isEqualTo(links);
        if (!links.isEmpty()) {
          neighbours.add(sink);
        }
      }
      assertThat(topology.neighbours(source)).containsExactlyInAnyOrderElementsOf(neighbours);
      assertThat(topology.outDegree(source)).isEqualTo(neighbours.size());
      assertThat(topology.isLeaf(source))
          .isEqualTo(model.nodes().contains(source) && neighbours.size() <= 1);
    }
    assertIndexed(topology, model);
  }

  private static void assertIndexed(Topology topology, Model model) {
    TopologyIndex index = topology.index();
    assertThat(index.nodes()).isSorted().containsExactlyInAnyOrderElementsOf(model.nodes());
    for (int a = 0; a < index.nodes().size(); a++) {
      assertThat(index.number(index.nodes().get(a))).isEqualTo(a);
      assertThat(index.socketPeers(a).asList())
          .isEqualTo(peers(index, model, a, SocketConnection.class));
      assertThat(index.rdmaPeers(a).asList())
          .isEqualTo(peers(index, model, a, RdmaConnection.class));
    }
  }

  private static List<Integer> peers(
      TopologyIndex index, Model model, int a, Class<? extends Link> kind) {
    List<Integer> peers = new ArrayList<>();
    for (int b = 0; b < index.nodes().size(); b++) {
      NodeId node = index.nodes().get(a);
      NodeId other = index.nodes().get(b);
      if (a != b
          && linksOf(model, node, other).stream().anyMatch(kind::isInstance)
          && linksOf(model, other, node).stream().anyMatch(kind::isInstance)) {
        peers.add(b);
      }
    }
    return peers;
  }

  private static ImmutableList<Link> linksOf(Model model, NodeId source, NodeId sink) {
    return model.edges().stream()
        .filter(edge -> edge.source().equals(source) && edge.sink().equals(sink))
        .map(Connection::edge)
        .collect(ImmutableList.toImmutableList());
  }

  @Provide
  Arbitrary<List<Change>> changes() {
    Arbitrary<NodeId> nodes = Arbitraries.of(NODES);
    Arbitrary<Link> links =
        Arbitraries.of(
            new RdmaConnection("en1", "en2"),
            new RdmaConnection("en2", "en1"),
            new SocketConnection(Multiaddr.parse("/ip4/10.0.0.1/tcp/1")),
            new SocketConnection(Multiaddr.parse("/ip4/10.0.0.1/tcp/2")));
    Arbitrary<Connection> edges = Combinators.combine(nodes, nodes, links).as(Connection::new);
    return Combinators.combine(Arbitraries.of(Kind.class), edges)
        .as(Change::new)
        .list()
        .ofMaxSize(100);
  }
}

package org.exojvm.api.topology;

import com.google.common.collect.ImmutableList;
import java.util.Map;
import org.exojvm.api.collection.OrderedMap;
import org.exojvm.api.id.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * The directed multigraph of nodes and the links between them. Immutable; a change costs O(log n)
 * (removing a node also looks at every other node once) and shares everything else.
 *
 * <p>Links of an ordered pair are kept oldest first and are distinct. A link to itself is allowed.
 */
public final class Topology {

  private static final Topology EMPTY = new Topology(OrderedMap.empty());

  private final OrderedMap<NodeId, OrderedMap<NodeId, ImmutableList<Link>>> outgoing;

  /**
   * Derived from {@link #outgoing} when it is first asked for. Two threads may derive it at the
   * same time; both get the same, and either may stay.
   */
  private @Nullable TopologyIndex index;

  private Topology(OrderedMap<NodeId, OrderedMap<NodeId, ImmutableList<Link>>> outgoing) {
    this.outgoing = outgoing;
  }

  /** Returns the topology without nodes. */
  public static Topology empty() {
    return EMPTY;
  }

  /** Returns the nodes in the order they came. */
  public Iterable<NodeId> nodes() {
    return outgoing.keys();
  }

  /** Returns the number of nodes. */
  public int size() {
    return outgoing.size();
  }

  /** Returns whether the node is known. */
  public boolean contains(NodeId node) {
    return outgoing.containsKey(node);
  }

  /**
   * Returns the distinct nodes that {@code source} has a link to, itself included if it links
   * itself.
   */
  public Iterable<NodeId> neighbours(NodeId source) {
    return outgoingOf(source).keys();
  }

  /** Returns the number of distinct nodes that {@code source} has a link to. */
  public int outDegree(NodeId source) {
    return outgoingOf(source).size();
  }

  /**
   * Returns whether a node is a leaf: known, with at most one distinct neighbour. A link to itself
   * counts as a neighbour.
   */
  public boolean isLeaf(NodeId node) {
    return contains(node) && outDegree(node) <= 1;
  }

  /**
   * Returns the links from {@code source} to {@code sink}, oldest first; empty when there are none.
   */
  public ImmutableList<Link> links(NodeId source, NodeId sink) {
    ImmutableList<Link> links = outgoingOf(source).get(sink);
    return links == null ? ImmutableList.of() : links;
  }

  /** Returns the links that leave a node by the node they reach; empty when it is unknown. */
  public Map<NodeId, ImmutableList<Link>> linksFrom(NodeId source) {
    return outgoingOf(source).asMap();
  }

  /** Returns who reaches whom in both directions; derived once for each topology. */
  public TopologyIndex index() {
    TopologyIndex known = index;
    if (known == null) {
      known = TopologyIndex.of(this);
      index = known;
    }
    return known;
  }

  /** Returns every directed edge, by source, sink and age. */
  public ImmutableList<Connection> connections() {
    ImmutableList.Builder<Connection> all = ImmutableList.builder();
    for (NodeId source : nodes()) {
      linksFrom(source)
          .forEach(
              (sink, links) -> links.forEach(link -> all.add(new Connection(source, sink, link))));
    }
    return all.build();
  }

  /** Returns this topology with the node; the same one when it is known. */
  public Topology withNode(NodeId node) {
    return contains(node) ? this : new Topology(outgoing.with(node, OrderedMap.empty()));
  }

  /** Returns this topology without the node and all its links; the same one when it is unknown. */
  public Topology withoutNode(NodeId node) {
    if (!contains(node)) {
      return this;
    }
    OrderedMap<NodeId, OrderedMap<NodeId, ImmutableList<Link>>> rest = outgoing.without(node);
    for (NodeId source : outgoing.keys()) {
      OrderedMap<NodeId, ImmutableList<Link>> links = rest.get(source);
      if (links != null && links.containsKey(node)) {
        rest = rest.with(source, links.without(node));
      }
    }
    return new Topology(rest);
  }

  /** Returns this topology with the edge and its ends; the same one when it has them already. */
  public Topology withEdge(Connection edge) {
    ImmutableList<Link> present = links(edge.source(), edge.sink());
    if (present.contains(edge.edge())) {
      return this;
    }
    ImmutableList<Link> longer =
        ImmutableList.<Link>builderWithExpectedSize(present.size() + 1)
            .addAll(present)
            .add(edge.edge())
            .build();
    return withNode(edge.source()).withNode(edge.sink()).withLinks(edge, longer);
  }

  /**
   * Returns this topology without the edge; its ends stay. The same one when it has no such edge.
   */
  public Topology withoutEdge(Connection edge) {
    ImmutableList<Link> present = links(edge.source(), edge.sink());
    if (!present.contains(edge.edge())) {
      return this;
    }
    return withLinks(
        edge,
        present.stream()
            .filter(link -> !link.equals(edge.edge()))
            .collect(ImmutableList.toImmutableList()));
  }

  private Topology withLinks(Connection ends, ImmutableList<Link> links) {
    OrderedMap<NodeId, ImmutableList<Link>> from = outgoingOf(ends.source());
    return new Topology(
        outgoing.with(
            ends.source(),
            links.isEmpty() ? from.without(ends.sink()) : from.with(ends.sink(), links)));
  }

  private OrderedMap<NodeId, ImmutableList<Link>> outgoingOf(NodeId source) {
    OrderedMap<NodeId, ImmutableList<Link>> links = outgoing.get(source);
    return links == null ? OrderedMap.empty() : links;
  }

  /**
   * Topologies are equal when they have the same nodes and the same links in the same order of age.
   */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Topology that && outgoing.equals(that.outgoing);
  }

  @Override
  public int hashCode() {
    return outgoing.hashCode();
  }

  @Override
  public String toString() {
    return "Topology" + outgoing;
  }
}

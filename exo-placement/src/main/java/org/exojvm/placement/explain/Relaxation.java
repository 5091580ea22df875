package org.exojvm.placement.explain;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Sets;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.instance.Sharding;
import org.exojvm.api.model.Memory;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.topology.Connection;

/**
 * A change of the request, or of the cluster it sees, that makes it fit. The kinds are declared
 * from cheap to dear, which is the order in which they are offered: what costs a sentence in a
 * configuration comes before what needs a hand at a machine, and that before buying one.
 */
public sealed interface Relaxation {

  /** Returns the request with the change made. */
  PlacementRequest apply(PlacementRequest request);

  /** Returns the change with its values, for people, such as {@code fits if context <= 48k}. */
  default String sentence() {
    return "fits " + RelaxationTexts.of(this);
  }

  /**
   * Less context per request.
   *
   * @param tokens context that fits
   * @param asked context asked for
   */
  record LowerContext(int tokens, int asked) implements Relaxation {
    @Override
    public PlacementRequest apply(PlacementRequest request) {
      return request.withCache(request.cache().withContextTokens(tokens));
    }
  }

  /**
   * Fewer requests at a time.
   *
   * @param requests number that fits
   * @param asked number asked for
   */
  record LowerConcurrency(int requests, int asked) implements Relaxation {
    @Override
    public PlacementRequest apply(PlacementRequest request) {
      return request.withCache(request.cache().withConcurrency(requests));
    }
  }

  /**
   * Another way of splitting the model.
   *
   * @param sharding the way that fits
   */
  record OtherSharding(Sharding sharding) implements Relaxation {
    @Override
    public PlacementRequest apply(PlacementRequest request) {
      return request.withSharding(sharding);
    }
  }

  /** A ring over sockets instead of an RDMA mesh. */
  record RingInsteadOfRdma() implements Relaxation {
    @Override
    public PlacementRequest apply(PlacementRequest request) {
      return request.withInstanceMeta(InstanceMeta.MLX_RING);
    }
  }

  /**
   * Fewer nodes at least.
   *
   * @param minNodes number that fits
   */
  record LowerMinNodes(int minNodes) implements Relaxation {
    @Override
    public PlacementRequest apply(PlacementRequest request) {
      return request.withMinNodes(minNodes);
    }
  }

  /**
   * More nodes at most.
   *
   * @param maxNodes number that fits
   */
  record RaiseMaxNodes(int maxNodes) implements Relaxation {
    @Override
    public PlacementRequest apply(PlacementRequest request) {
      return request.withMaxNodes(maxNodes);
    }
  }

  /**
   * A required node need not take part.
   *
   * @param node the node
   */
  record DropRequired(NodeId node) implements Relaxation {
    @Override
    public PlacementRequest apply(PlacementRequest request) {
      return request.withRequiredNodes(
          Sets.filter(request.requiredNodes(), required -> !required.equals(node)));
    }
  }

  /**
   * A forbidden node may take part.
   *
   * @param node the node
   */
  record AllowForbidden(NodeId node) implements Relaxation {
    @Override
    public PlacementRequest apply(PlacementRequest request) {
      return request.withForbiddenNodes(
          Sets.filter(request.forbiddenNodes(), forbidden -> !forbidden.equals(node)));
    }
  }

  /**
   * A node that has left comes back as it was.
   *
   * @param node the node
   * @param free free memory it had
   * @param links links it had to and from nodes that are there
   */
  record NodeReturns(NodeId node, Memory free, ImmutableList<Connection> links)
      implements Relaxation {
    @Override
    public PlacementRequest apply(PlacementRequest request) {
      return Edits.withNode(request, node, free, links);
    }
  }

  /**
   * A node that is there reports its memory.
   *
   * @param node the node
   * @param free free memory it has to report
   */
  record NodeReports(NodeId node, Memory free) implements Relaxation {
    @Override
    public PlacementRequest apply(PlacementRequest request) {
      return Edits.withFree(request, node, free);
    }
  }

  /**
   * Two nodes are linked both ways, by a cable for instance.
   *
   * @param one a node
   * @param other the other one
   * @param links the links that are new
   */
  record PairLinked(NodeId one, NodeId other, ImmutableList<Connection> links)
      implements Relaxation {
    @Override
    public PlacementRequest apply(PlacementRequest request) {
      return Edits.withLinks(request, links);
    }
  }

  /**
   * Memory is freed on a node.
   *
   * @param node the node
   * @param more how much more is needed
   * @param free how much is free now
   */
  record NodeFrees(NodeId node, Memory more, Memory free) implements Relaxation {
    @Override
    public PlacementRequest apply(PlacementRequest request) {
      return Edits.withFree(request, node, free.plus(more));
    }
  }

  /**
   * A new node joins, linked with every other one both ways, by RDMA too where that is asked for.
   *
   * @param node a stand-in for its id
   * @param free free memory it has to bring
   * @param links its links
   */
  record NodeJoins(NodeId node, Memory free, ImmutableList<Connection> links)
      implements Relaxation {
    @Override
    public PlacementRequest apply(PlacementRequest request) {
      return Edits.withNode(request, node, free, links);
    }
  }

  /**
   * Two changes at once; offered only when no single one is enough.
   *
   * @param first the cheaper one
   * @param second the other one
   */
  record Both(Relaxation first, Relaxation second) implements Relaxation {
    @Override
    public PlacementRequest apply(PlacementRequest request) {
      return second.apply(first.apply(request));
    }
  }
}

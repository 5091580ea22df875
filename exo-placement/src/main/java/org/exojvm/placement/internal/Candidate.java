package org.exojvm.placement.internal;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.topology.NodeCycle;
import org.exojvm.placement.Assembly;

/** A set of nodes that form a cycle, and what strategies rank it by. */
interface Candidate {

  /** Returns the number of nodes. */
  int size();

  /** Returns whether a leaf of the topology takes part. */
  boolean hasLeaf();

  /** Returns the free memory of all its nodes, bytes. */
  long freeBytes();

  /** Returns how many preferred nodes take part. */
  int preferredCount();

  /** Returns the nodes, sorted by id. */
  ImmutableList<NodeId> sortedNodes();

  /** Returns whether every pair of its nodes is wired, and there are not too many for a mesh. */
  boolean isMesh();

  /** Looks for a rank order in which the candidate can host the model. */
  Attempt attempt(SearchBudget budget);

  /** Assembles the candidate in its most natural order, to hear what stands in the way. */
  Assembly<Instance> explain();

  /** What came of trying a candidate. */
  sealed interface Attempt {

    /**
     * It can host the model.
     *
     * @param ranks the nodes in rank order
     * @param instance the instance
     */
    record Fits(NodeCycle ranks, Instance instance) implements Attempt {}

    /**
     * No order was found.
     *
     * @param proved whether no order can exist
     */
    record Fails(boolean proved) implements Attempt {}
  }
}

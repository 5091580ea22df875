package org.exojvm.placement.internal;

import org.exojvm.api.instance.Instance;
import org.exojvm.api.topology.NodeCycle;

/** What came of trying nodes. */
sealed interface Attempt {

  /**
   * They can host the model.
   *
   * @param set the nodes
   * @param ranks the nodes in rank order
   * @param instance the instance
   */
  record Fits(NodeSet set, NodeCycle ranks, Instance instance) implements Attempt {}

  /**
   * No order was found.
   *
   * @param proved whether no order can exist
   */
  record Fails(boolean proved) implements Attempt {}
}

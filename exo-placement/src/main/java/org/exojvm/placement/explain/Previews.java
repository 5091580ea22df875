package org.exojvm.placement.explain;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.id.NodeId;

/** The ways of placing a model, or why they cannot be listed. */
public sealed interface Previews {

  /**
   * Every way, by sharding, back end and size.
   *
   * @param previews the ways, in this order
   * @param bounded whether {@link PlacementPreviews#MAX_STRATEGY_CALLS} left some unasked; those
   *     are excluded as not known
   */
  record Listed(ImmutableList<Preview> previews, boolean bounded) implements Previews {}

  /**
   * Nodes were named that the cluster does not have.
   *
   * @param nodes those nodes, sorted
   */
  record UnknownNodes(ImmutableList<NodeId> nodes) implements Previews {}
}

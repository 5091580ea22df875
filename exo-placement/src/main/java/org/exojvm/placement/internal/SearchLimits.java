package org.exojvm.placement.internal;

/**
 * How far each kind of search goes; the budget bounds them all together.
 *
 * @param exactNodes largest block of which every set of nodes is looked at, at most {@link
 *     NodeGraph#MAX_NODES}. Each node more doubles the tables
 * @param extraLinks most links of a sparse block beyond those of a tree. Each may double the number
 *     of rings
 * @param richSets sets with most memory that are tried in a dense block. More help where a few
 *     nodes are badly connected
 * @param branchedSize largest size that is branched and bounded. Each node more multiplies the
 *     paths
 */
public record SearchLimits(int exactNodes, int extraLinks, int richSets, int branchedSize) {

  /** What strategies use. */
  public static final SearchLimits DEFAULT = new SearchLimits(NodeGraph.MAX_NODES, 12, 24, 12);
}

package org.exojvm.placement.internal;

/**
 * A part of the cluster with the paths through it.
 *
 * @param graph the part
 * @param linked paths along links of any kind
 * @param wired paths along links that the instance can use
 */
record GraphPaths(NodeGraph graph, ReturnPaths linked, ReturnPaths wired) {

  static GraphPaths of(NodeGraph graph) {
    return new GraphPaths(
        graph, new ReturnPaths(graph.successors()), new ReturnPaths(graph.wiring()));
  }

  /** Returns what the paths through this many nodes cost at most, in expanded sets. */
  static long cost(int nodes) {
    return 2 * ReturnPaths.cost(nodes);
  }
}

package org.exojvm.examples.explain;

import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.placement.PlacementStrategy;
import org.exojvm.placement.explain.RememberedCluster;

/**
 * What is asked, ready for the library.
 *
 * @param clusterName name of the cluster
 * @param names how its nodes are called, those that are gone too
 * @param request what is to be placed, on the nodes that are there
 * @param remembered nodes that are gone, and what is built in
 * @param strategy the strategy to ask
 * @param cacheText what is kept for the cache, in a sentence
 */
record Query(
    String clusterName,
    NodeNames names,
    PlacementRequest request,
    RememberedCluster remembered,
    PlacementStrategy strategy,
    String cacheText) {}

package org.exojvm.node.program;

import org.exojvm.api.catalog.ModelCatalog;
import org.exojvm.core.master.MasterConfig;
import org.exojvm.core.node.ExoNode;
import org.exojvm.core.reconcile.PlacementStrategies;

/**
 * What the routes of a node work with.
 *
 * @param node the node, started
 * @param catalog its model cards
 * @param masterConfig the configuration that it has as master, for previews of what a master would
 *     do
 * @param strategies its placement strategies, for the same
 * @param chunks where the output of its requests arrives
 */
public record NodeAccess(
    ExoNode node,
    ModelCatalog catalog,
    MasterConfig masterConfig,
    PlacementStrategies strategies,
    ChunkHub chunks) {}

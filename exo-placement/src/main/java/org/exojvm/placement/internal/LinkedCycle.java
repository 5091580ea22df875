package org.exojvm.placement.internal;

import java.util.function.Supplier;

/**
 * Nodes that form a cycle along links of any kind, used or not.
 *
 * @param set the nodes
 * @param naturalOrder the order a refusal speaks of: wired if there is one, else along any links;
 *     numbers of the cluster
 */
record LinkedCycle(NodeSet set, Supplier<int[]> naturalOrder) {}

package org.exojvm.placement.explain;

import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.instance.Sharding;
import org.exojvm.placement.explain.SizeClass.Verdict;

/**
 * One way of placing a model.
 *
 * @param sharding how it is split
 * @param instanceMeta communication back end
 * @param size number of nodes, exactly
 * @param verdict the best placement with the memory each node gives, or what excludes it
 */
public record Preview(Sharding sharding, InstanceMeta instanceMeta, int size, Verdict verdict) {}

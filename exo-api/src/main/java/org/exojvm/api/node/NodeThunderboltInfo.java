package org.exojvm.api.node;

import com.google.common.collect.ImmutableList;

/**
 * All Thunderbolt ports of a node.
 *
 * @param interfaces the interfaces, in the order reported
 */
public record NodeThunderboltInfo(ImmutableList<ThunderboltIdentifier> interfaces) {}

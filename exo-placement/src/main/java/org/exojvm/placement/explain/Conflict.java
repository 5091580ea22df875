package org.exojvm.placement.explain;

import com.google.common.collect.ImmutableSet;

/**
 * Wishes of a request that cannot be met together: with these alone kept and every other one given
 * up, the request still cannot be placed; with any of them given up too, it can.
 *
 * @param constraints the wishes; empty when the model does not fit the cluster whatever is given up
 * @param smallest whether no smaller set conflicts; false when the bound on questions was met first
 * @param sentence the conflict with its values, for people
 */
public record Conflict(ImmutableSet<Constraint> constraints, boolean smallest, String sentence) {}

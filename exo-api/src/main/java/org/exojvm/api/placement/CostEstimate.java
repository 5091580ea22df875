package org.exojvm.api.placement;

import com.google.common.collect.ImmutableList;

/**
 * How fast an instance is expected to be, and where the time goes. An estimate to compare
 * placements with, not a promise: docs/placement.md has the formulas.
 *
 * @param secondsPerToken time per token of a single request
 * @param tokensPerSecond tokens per second of all requests together, at the concurrency asked for
 * @param memorySeconds part of {@code secondsPerToken}: reading weights and cache
 * @param computeSeconds part of it: arithmetic beyond what hides behind reading
 * @param linkSeconds part of it: handing activations from rank to rank
 * @param syncSeconds part of it: summing up over all ranks (tensor sharding)
 * @param hops number of times the activations of one token change nodes
 * @param assumptions what was assumed for want of a figure, for people
 */
public record CostEstimate(
    double secondsPerToken,
    double tokensPerSecond,
    double memorySeconds,
    double computeSeconds,
    double linkSeconds,
    double syncSeconds,
    int hops,
    ImmutableList<String> assumptions) {}

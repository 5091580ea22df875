package org.exojvm.placement.explain;

import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.placement.CacheDemand;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.placement.internal.Texts;

/** A wish that a request states and that could be given up. */
public enum Constraint {
  /** Every required node takes part. */
  REQUIRED_NODES,
  /** No forbidden node takes part. */
  FORBIDDEN_NODES,
  /** At least so many nodes. */
  MIN_NODES,
  /** At most so many nodes. */
  MAX_NODES,
  /** Room for the cache of the stated context and concurrency. */
  CACHE,
  /** RDMA between all nodes. */
  RDMA,
  /** Split in the way asked for, and in no other. */
  SHARDING;

  /** Returns whether the request states it. */
  public boolean isStated(PlacementRequest request) {
    return switch (this) {
      case REQUIRED_NODES -> !request.requiredNodes().isEmpty();
      case FORBIDDEN_NODES -> !request.forbiddenNodes().isEmpty();
      case MIN_NODES -> request.minNodes() > 1;
      case MAX_NODES -> request.maxNodes() != null;
      case CACHE -> request.cache().total().inBytes() > 0;
      case RDMA -> request.instanceMeta() == InstanceMeta.MLX_JACCL;
      case SHARDING -> true;
    };
  }

  /** Returns the wish with its values, for people. */
  public String text(PlacementRequest request) {
    return switch (this) {
      case REQUIRED_NODES -> "required nodes " + Texts.list(request.requiredNodes());
      case FORBIDDEN_NODES -> "forbidden nodes " + Texts.list(request.forbiddenNodes());
      case MIN_NODES -> "at least %d nodes".formatted(request.minNodes());
      case MAX_NODES -> "at most %d nodes".formatted(request.maxNodes());
      case CACHE -> cache(request.cache());
      case RDMA -> "RDMA between all nodes (MlxJaccl)";
      case SHARDING -> request.sharding().wireName() + " sharding";
    };
  }

  private static String cache(CacheDemand cache) {
    return cache.isKnown()
        ? "a context of %s at %d requests at a time (%s)"
            .formatted(
                Amounts.tokens(cache.contextTokens()),
                cache.concurrency(),
                Texts.size(cache.total()))
        : "an assumed cache of " + Texts.size(cache.total());
  }
}

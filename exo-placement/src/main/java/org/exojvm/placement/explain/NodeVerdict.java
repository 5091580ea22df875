package org.exojvm.placement.explain;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.model.Memory;
import org.jspecify.annotations.Nullable;

/**
 * What keeps a node from taking part.
 *
 * @param node the node
 * @param free memory it offers; null when it has reported none or is not there
 * @param obstacles what stands in its way; empty when it may take part
 */
public record NodeVerdict(NodeId node, @Nullable Memory free, ImmutableList<Obstacle> obstacles) {

  /**
   * One reason.
   *
   * @param kind what kind of reason
   * @param sentence the reason with its values, for people
   */
  public record Obstacle(Kind kind, String sentence) {}

  /** Kinds of obstacles. */
  public enum Kind {
    /** The request forbids it. */
    FORBIDDEN,
    /** It is in the cluster and has not reported its memory. */
    SILENT,
    /** It has less memory than the smallest share. */
    TOO_LITTLE_MEMORY,
    /** No other node reaches it and is reached by it; it could serve only alone. */
    NO_LINK,
    /** It has left the cluster. */
    LEFT,
    /** It is required, and nobody knows it. */
    UNKNOWN
  }
}

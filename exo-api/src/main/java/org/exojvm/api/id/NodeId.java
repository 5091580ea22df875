package org.exojvm.api.id;

import org.exojvm.api.check.Checks;

/**
 * Identifies a node of the cluster. Ids compare as text.
 *
 * @param value the id, never empty
 */
public record NodeId(String value) implements Id, Comparable<NodeId> {

  /** Checks that the id is not empty. */
  public NodeId {
    Checks.notEmpty("NodeId", value);
  }

  /** Returns the id with this text. */
  public static NodeId of(String value) {
    return new NodeId(value);
  }

  @Override
  public int compareTo(NodeId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}

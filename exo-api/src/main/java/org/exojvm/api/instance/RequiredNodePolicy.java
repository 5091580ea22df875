package org.exojvm.api.instance;

/** What happens to an intent when a node it requires has left the cluster. */
public enum RequiredNodePolicy {
  /** The node may be replaced by another. */
  RELAX_WHEN_DEAD("relaxWhenDead"),

  /** The intent waits until the node is back. */
  STRICT("strict");

  private final String wireName;

  RequiredNodePolicy(String wireName) {
    this.wireName = wireName;
  }

  /** Returns the name on the wire, case-sensitive. */
  public String wireName() {
    return wireName;
  }
}

package org.exojvm.api.instance;

/** Communication back end of an instance. */
public enum InstanceMeta {
  /** TCP ring. */
  MLX_RING("MlxRing"),

  /** RDMA mesh over Thunderbolt. */
  MLX_JACCL("MlxJaccl");

  private final String wireName;

  InstanceMeta(String wireName) {
    this.wireName = wireName;
  }

  /** Returns the name on the wire, case-sensitive. */
  public String wireName() {
    return wireName;
  }
}

package org.exojvm.api.instance;

/** What a placement is optimised for. */
public enum PlacementPreference {
  /** Least time per token of one request. */
  INTERACTIVITY("interactivity"),

  /** Most tokens per second over many requests. */
  THROUGHPUT("throughput"),

  /** As many nodes as allowed. */
  SPREAD("spread"),

  /** As few nodes as allowed. */
  PACK("pack");

  private final String wireName;

  PlacementPreference(String wireName) {
    this.wireName = wireName;
  }

  /** Returns the name on the wire, case-sensitive. */
  public String wireName() {
    return wireName;
  }
}

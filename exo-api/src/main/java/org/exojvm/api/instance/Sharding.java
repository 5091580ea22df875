package org.exojvm.api.instance;

/** How a model is split over nodes. */
public enum Sharding {
  /** Every rank holds a slice of every layer. */
  TENSOR("Tensor"),

  /** Every rank holds consecutive layers. */
  PIPELINE("Pipeline");

  private final String wireName;

  Sharding(String wireName) {
    this.wireName = wireName;
  }

  /** Returns the name on the wire, case-sensitive. */
  public String wireName() {
    return wireName;
  }
}

package org.exojvm.api.node;

/** Kind of link behind a network interface. */
public enum InterfaceType {
  /** Wireless. */
  WIFI("wifi"),

  /** Ethernet. */
  ETHERNET("ethernet"),

  /** Probably Ethernet, perhaps a Thunderbolt adapter. */
  MAYBE_ETHERNET("maybe_ethernet"),

  /** IP over Thunderbolt. */
  THUNDERBOLT("thunderbolt"),

  /** Not known. */
  UNKNOWN("unknown");

  private final String wireName;

  InterfaceType(String wireName) {
    this.wireName = wireName;
  }

  /** Returns the name on the wire, case-sensitive. */
  public String wireName() {
    return wireName;
  }
}

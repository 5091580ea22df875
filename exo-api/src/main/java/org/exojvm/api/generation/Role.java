package org.exojvm.api.generation;

/** Who speaks in a conversation. */
public enum Role {
  /** The person. */
  USER("user"),

  /** The model. */
  ASSISTANT("assistant"),

  /** The operator. */
  SYSTEM("system"),

  /** The application. */
  DEVELOPER("developer");

  private final String wireName;

  Role(String wireName) {
    this.wireName = wireName;
  }

  /** Returns the name on the wire, case-sensitive. */
  public String wireName() {
    return wireName;
  }
}

package org.exojvm.api.generation;

/** How an image is returned. */
public enum ImageResponseFormat {
  /** As an address. */
  URL("url"),

  /** Inline, base64. */
  B64_JSON("b64_json");

  private final String wireName;

  ImageResponseFormat(String wireName) {
    this.wireName = wireName;
  }

  /** Returns the name on the wire, case-sensitive. */
  public String wireName() {
    return wireName;
  }
}

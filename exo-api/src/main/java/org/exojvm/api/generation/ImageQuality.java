package org.exojvm.api.generation;

/** Quality level of image generation. */
public enum ImageQuality {
  /** High. */
  HIGH("high"),

  /** Medium. */
  MEDIUM("medium"),

  /** Low. */
  LOW("low");

  private final String wireName;

  ImageQuality(String wireName) {
    this.wireName = wireName;
  }

  /** Returns the name on the wire, case-sensitive. */
  public String wireName() {
    return wireName;
  }
}

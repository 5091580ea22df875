package org.exojvm.api.model;

/** What a model can do. */
public enum ModelTask {
  /** Text from text. */
  TEXT_GENERATION("TextGeneration"),

  /** Images from text. */
  TEXT_TO_IMAGE("TextToImage"),

  /** Images from images. */
  IMAGE_TO_IMAGE("ImageToImage");

  private final String wireName;

  ModelTask(String wireName) {
    this.wireName = wireName;
  }

  /** Returns the name on the wire, case-sensitive. */
  public String wireName() {
    return wireName;
  }
}

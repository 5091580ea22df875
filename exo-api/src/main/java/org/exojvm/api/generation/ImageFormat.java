package org.exojvm.api.generation;

/** File format of an image. */
public enum ImageFormat {
  /** PNG. */
  PNG("png"),

  /** JPEG. */
  JPEG("jpeg"),

  /** WebP. */
  WEBP("webp");

  private final String wireName;

  ImageFormat(String wireName) {
    this.wireName = wireName;
  }

  /** Returns the name on the wire, case-sensitive. */
  public String wireName() {
    return wireName;
  }
}

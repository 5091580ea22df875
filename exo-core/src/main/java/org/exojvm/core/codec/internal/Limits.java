package org.exojvm.core.codec.internal;

import com.fasterxml.jackson.core.StreamReadConstraints;

/** Bounds on what is read. They keep hostile input from costing more than its own size. */
public final class Limits {

  /**
   * Longest message, in bytes or characters. A state of 5,000 nodes and as many instances takes
   * about 25 MB; a larger bound only serves attackers, a smaller one breaks snapshots.
   */
  public static final int MAX_MESSAGE_BYTES = 32 << 20;

  /**
   * Longest string value, in characters. The largest legitimate ones are pieces of images, 512 KiB
   * in the reference.
   */
  public static final int MAX_STRING_CHARS = 1_000_000;

  /** Longest id, map key and field name, in characters. File names reach this length. */
  public static final int MAX_NAME_CHARS = 4_096;

  /** Longest number, in characters. The longest shortest-form double has 24. */
  public static final int MAX_NUMBER_CHARS = 1_000;

  /**
   * Deepest nesting. Our own types need about 20; the rest is for tool descriptions. Reading
   * recurses once per level, so this also bounds the stack.
   */
  public static final int MAX_NESTING_DEPTH = 128;

  static final StreamReadConstraints CONSTRAINTS =
      StreamReadConstraints.builder()
          .maxDocumentLength(MAX_MESSAGE_BYTES)
          .maxStringLength(MAX_STRING_CHARS)
          .maxNameLength(MAX_NAME_CHARS)
          .maxNumberLength(MAX_NUMBER_CHARS)
          .maxNestingDepth(MAX_NESTING_DEPTH)
          .build();

  private Limits() {}
}

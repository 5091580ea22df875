package org.exojvm.api.generation;

import com.google.common.collect.ImmutableList;

/**
 * Texts that end a generation. The wire knows two spellings, a bare string and a list; both are
 * kept.
 *
 * @param texts the texts
 * @param bare whether the wire form is a bare string; then there is exactly one text
 */
public record StopSequences(ImmutableList<String> texts, boolean bare) {

  /** Checks that a bare spelling has exactly one text. */
  public StopSequences {
    if (bare && texts.size() != 1) {
      throw new IllegalArgumentException(
          "A bare stop sequence has exactly one text, this one has " + texts.size() + ".");
    }
  }
}

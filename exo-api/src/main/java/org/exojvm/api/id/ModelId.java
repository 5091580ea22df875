package org.exojvm.api.id;

import org.exojvm.api.check.Checks;

/**
 * Identifies a model, such as {@code mlx-community/Qwen3-30B-A3B-8bit}. Ids compare as text.
 *
 * @param value the id, never empty
 */
public record ModelId(String value) implements Id, Comparable<ModelId> {

  /** Checks that the id is not empty. */
  public ModelId {
    Checks.notEmpty("ModelId", value);
  }

  /** Returns the id with this text. */
  public static ModelId of(String value) {
    return new ModelId(value);
  }

  @Override
  public int compareTo(ModelId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}

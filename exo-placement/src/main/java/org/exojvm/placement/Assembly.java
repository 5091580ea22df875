package org.exojvm.placement;

import java.util.function.Function;
import org.exojvm.api.placement.PlacementRefusal;

/**
 * What came of building a part of an instance: the part, or why it cannot be built.
 *
 * @param <T> the type of the part
 */
public sealed interface Assembly<T> {

  /**
   * It can be built.
   *
   * @param part the part
   * @param <T> its type
   */
  record Built<T>(T part) implements Assembly<T> {}

  /**
   * It cannot.
   *
   * @param refusal why not, with numbers and a hint
   * @param <T> the type of the part
   */
  record Refused<T>(PlacementRefusal refusal) implements Assembly<T> {}

  /** Goes on with the part, or keeps the refusal. */
  default <R> Assembly<R> then(Function<? super T, ? extends Assembly<R>> next) {
    return switch (this) {
      case Built<T>(T part) -> next.apply(part);
      case Refused<T>(PlacementRefusal refusal) -> new Refused<>(refusal);
    };
  }
}

package org.exojvm.mlx.array;

import org.exojvm.mlx.binding.Bindings;
import org.exojvm.mlx.binding.Calls;
import org.exojvm.mlx.binding.NativeFunction;
import org.exojvm.mlx.binding.WideCalls;
import org.jspecify.annotations.Nullable;

/**
 * Random numbers. With a key a draw is a function of it; without one it comes from the state of
 * this thread, which {@link #seed} sets. All ranks of a group draw the same with the same seed.
 */
public final class MlxRandom {

  private static final NativeFunction SEED = Bindings.function("mlx_random_seed");
  private static final NativeFunction KEY = Bindings.function("mlx_random_key");
  private static final NativeFunction SPLIT = Bindings.function("mlx_random_split");
  private static final NativeFunction SPLIT_NUMBER = Bindings.function("mlx_random_split_num");
  private static final NativeFunction CATEGORICAL = Bindings.function("mlx_random_categorical");
  private static final NativeFunction UNIFORM = Bindings.function("mlx_random_uniform");
  private static final NativeFunction NORMAL = Bindings.function("mlx_random_normal");

  private final Session session;

  MlxRandom(Session session) {
    this.session = session;
  }

  /**
   * Two independent keys.
   *
   * @param first one
   * @param second the other
   */
  public record KeyPair(MlxArray first, MlxArray second) {}

  /** Sets the state that draws without a key use. */
  public void seed(long seed) {
    session.check();
    session.done(SEED, Calls.call(SEED, seed));
  }

  /** Returns the key of a seed. */
  public MlxArray key(long seed) {
    return session.array(KEY, Calls.call(KEY, session.slot(), seed));
  }

  /** Makes two keys of one, which is not to be used again. */
  public KeyPair split(MlxArray key) {
    session.done(
        SPLIT,
        Calls.call(SPLIT, session.slot(), session.secondSlot(), key.handle(), session.stream()));
    long second = session.secondSlotValue();
    return new KeyPair(session.adopt(session.slotValue()), session.adopt(second));
  }

  /** Makes so many keys of one, one per row. */
  public MlxArray split(MlxArray key, int count) {
    if (count < 1) {
      throw new IllegalArgumentException(
          "A key cannot be split into %d; give 1 or more.".formatted(count));
    }
    return session.array(
        SPLIT_NUMBER,
        Calls.call(SPLIT_NUMBER, session.slot(), key.handle(), count, session.stream()));
  }

  /** Draws indices along an axis with probabilities softmax(logits). */
  public MlxArray categorical(MlxArray logits, int axis, @Nullable MlxArray key) {
    return session.array(
        CATEGORICAL,
        Calls.call(
            CATEGORICAL,
            session.slot(),
            logits.handle(),
            axis,
            MlxArray.handleOrNone(key),
            session.stream()));
  }

  /** Draws from low to below high, scalars or arrays that fit the shape. */
  public MlxArray uniform(
      MlxArray low, MlxArray high, Dtype dtype, @Nullable MlxArray key, int... shape) {
    Shapes.elements(shape);
    return session.array(
        UNIFORM,
        WideCalls.call(
            UNIFORM,
            session.slot(),
            low.handle(),
            high.handle(),
            session.list(shape),
            shape.length,
            dtype.number(),
            MlxArray.handleOrNone(key),
            session.stream()));
  }

  /** Draws from a normal distribution. */
  public MlxArray normal(
      float mean, float deviation, Dtype dtype, @Nullable MlxArray key, int... shape) {
    Shapes.elements(shape);
    return session.array(
        NORMAL,
        WideCalls.call(
            NORMAL,
            session.slot(),
            session.list(shape),
            shape.length,
            dtype.number(),
            mean,
            deviation,
            MlxArray.handleOrNone(key),
            session.stream()));
  }
}

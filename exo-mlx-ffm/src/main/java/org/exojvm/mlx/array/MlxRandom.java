package org.exojvm.mlx.array;

import java.lang.invoke.MethodHandle;
import org.exojvm.mlx.binding.Bindings;
import org.exojvm.mlx.binding.Calls;
import org.exojvm.mlx.binding.WideCalls;
import org.jspecify.annotations.Nullable;

/**
 * Random numbers. With a key a draw is a function of it; without one it comes from the state of
 * this thread, which {@link #seed} sets. All ranks of a group draw the same with the same seed.
 */
public final class MlxRandom {

  private static final MethodHandle SEED = Bindings.function("mlx_random_seed");
  private static final MethodHandle KEY = Bindings.function("mlx_random_key");
  private static final MethodHandle SPLIT = Bindings.function("mlx_random_split");
  private static final MethodHandle SPLIT_NUMBER = Bindings.function("mlx_random_split_num");
  private static final MethodHandle CATEGORICAL = Bindings.function("mlx_random_categorical");
  private static final MethodHandle UNIFORM = Bindings.function("mlx_random_uniform");
  private static final MethodHandle NORMAL = Bindings.function("mlx_random_normal");

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
    session.done("mlx_random_seed", Calls.call(SEED, seed));
  }

  /** Returns the key of a seed. */
  public MlxArray key(long seed) {
    return session.array("mlx_random_key", Calls.call(KEY, session.slot(), seed));
  }

  /** Makes two keys of one, which is not to be used again. */
  public KeyPair split(MlxArray key) {
    session.done(
        "mlx_random_split",
        Calls.call(SPLIT, session.slot(), session.secondSlot(), key.handle(), session.stream()));
    long second = session.secondSlotValue();
    return new KeyPair(session.adopt(session.slotValue()), session.adopt(second));
  }

  /** Makes so many keys of one, one per row. */
  public MlxArray split(MlxArray key, int count) {
    return session.array(
        "mlx_random_split_num",
        Calls.call(SPLIT_NUMBER, session.slot(), key.handle(), count, session.stream()));
  }

  /** Draws indices along an axis with probabilities softmax(logits). */
  public MlxArray categorical(MlxArray logits, int axis, @Nullable MlxArray key) {
    return session.array(
        "mlx_random_categorical",
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
        "mlx_random_uniform",
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
        "mlx_random_normal",
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

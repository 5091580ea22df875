package org.exojvm.mlx.array;

import org.exojvm.mlx.binding.Bindings;
import org.exojvm.mlx.binding.NativeFunction;
import org.exojvm.mlx.binding.WideCalls;
import org.jspecify.annotations.Nullable;

/** What MLX computes in one kernel: norms, rotary positions and attention. */
public final class MlxFast {

  private static final NativeFunction RMS_NORM = Bindings.function("mlx_fast_rms_norm");
  private static final NativeFunction LAYER_NORM = Bindings.function("mlx_fast_layer_norm");
  private static final NativeFunction ROPE = Bindings.function("mlx_fast_rope");
  private static final NativeFunction ROPE_DYNAMIC = Bindings.function("mlx_fast_rope_dynamic");
  private static final NativeFunction ATTENTION =
      Bindings.function("mlx_fast_scaled_dot_product_attention");

  private static final long ALL = NativeText.constant("");
  private static final long CAUSAL = NativeText.constant("causal");
  private static final long GIVEN = NativeText.constant("array");

  private final Session session;

  MlxFast(Session session) {
    this.session = session;
  }

  /** Returns x / sqrt(mean(x^2) + epsilon) along the last axis, times weights where given. */
  public MlxArray rmsNorm(MlxArray x, @Nullable MlxArray weights, float epsilon) {
    return session.array(
        RMS_NORM,
        WideCalls.call(
            RMS_NORM,
            session.slot(),
            x.handle(),
            MlxArray.handleOrNone(weights),
            epsilon,
            session.stream()));
  }

  /** Returns (x - mean) / sqrt(variance + epsilon) along the last axis, times weights plus bias. */
  public MlxArray layerNorm(
      MlxArray x, @Nullable MlxArray weights, @Nullable MlxArray bias, float epsilon) {
    return session.array(
        LAYER_NORM,
        WideCalls.call(
            LAYER_NORM,
            session.slot(),
            x.handle(),
            MlxArray.handleOrNone(weights),
            MlxArray.handleOrNone(bias),
            epsilon,
            session.stream()));
  }

  /**
   * Turns features by their positions.
   *
   * @param x batch, heads, positions, features
   * @param offset position of the first
   */
  public MlxArray rope(MlxArray x, Rope rope, int offset) {
    return session.array(
        ROPE,
        WideCalls.call(
            ROPE,
            session.slot(),
            x.handle(),
            rope.dimensions(),
            rope.traditional(),
            rope.baseOrNone(),
            rope.scale(),
            offset,
            rope.frequenciesOrNone(),
            session.stream()));
  }

  /** As {@link #rope(MlxArray, Rope, int)}, with an offset per entry of the batch, or for all. */
  public MlxArray rope(MlxArray x, Rope rope, MlxArray offsets) {
    return session.array(
        ROPE_DYNAMIC,
        WideCalls.call(
            ROPE_DYNAMIC,
            session.slot(),
            x.handle(),
            rope.dimensions(),
            rope.traditional(),
            rope.baseOrNone(),
            rope.scale(),
            offsets.handle(),
            rope.frequenciesOrNone(),
            session.stream()));
  }

  /**
   * Returns softmax(scale * queries * keys^T + mask) * values. All are batch, heads, positions,
   * features; keys and values may have fewer heads, each for as many of the queries.
   *
   * @param sinks a score per head that takes part in the softmax and has no value, or null
   */
  public MlxArray attention(
      MlxArray queries,
      MlxArray keys,
      MlxArray values,
      float scale,
      AttentionMask mask,
      @Nullable MlxArray sinks) {
    long mode =
        switch (mask) {
          case AttentionMask.All() -> ALL;
          case AttentionMask.Causal() -> CAUSAL;
          case AttentionMask.Given _ -> GIVEN;
        };
    long given = mask instanceof AttentionMask.Given(var array) ? array.handle() : Session.NONE;
    return session.array(
        ATTENTION,
        WideCalls.call(
            ATTENTION,
            session.slot(),
            queries.handle(),
            keys.handle(),
            values.handle(),
            scale,
            mode,
            given,
            MlxArray.handleOrNone(sinks),
            session.stream()));
  }
}

package org.exojvm.mlx.array;

import java.util.List;
import java.util.Optional;
import org.exojvm.mlx.binding.Bindings;
import org.exojvm.mlx.binding.NativeFunction;
import org.exojvm.mlx.binding.WideCalls;
import org.jspecify.annotations.Nullable;

/** Quantised weights: made, unpacked, and multiplied with as they are. */
public final class MlxQuant {

  private static final NativeFunction QUANTIZE = Bindings.function("mlx_quantize");
  private static final NativeFunction DEQUANTIZE = Bindings.function("mlx_dequantize");
  private static final NativeFunction MATMUL = Bindings.function("mlx_quantized_matmul");
  private static final NativeFunction GATHER = Bindings.function("mlx_gather_qmm");

  private final Session session;

  MlxQuant(Session session) {
    this.session = session;
  }

  /** Quantises a matrix along its last axis, which must be a multiple of the size of a group. */
  public Quantized quantize(MlxArray weights, QuantSpec spec) {
    List<MlxArray> parts =
        Vectors.result(
            session,
            QUANTIZE,
            WideCalls.call(
                QUANTIZE,
                session.slot(),
                weights.handle(),
                Optionals.of(spec.groupSize()),
                Optionals.of(spec.bits()),
                spec.mode().text(),
                Session.NONE,
                session.stream()));
    return new Quantized(
        parts.get(0),
        parts.get(1),
        spec.mode().isBiased() ? Optional.of(parts.get(2)) : Optional.empty(),
        spec);
  }

  /** Returns the weights as numbers of a type. */
  public MlxArray dequantize(Quantized w, Dtype dtype) {
    return session.array(
        DEQUANTIZE,
        WideCalls.call(
            DEQUANTIZE,
            session.slot(),
            w.weights().handle(),
            w.scales().handle(),
            w.biasesOrNone(),
            Optionals.of(w.spec().groupSize()),
            Optionals.of(w.spec().bits()),
            w.spec().mode().text(),
            Session.NONE,
            Optionals.of(dtype.number()),
            session.stream()));
  }

  /**
   * Returns x times the weights.
   *
   * @param transpose whether the weights are output by input, as layers are stored
   */
  public MlxArray matmul(MlxArray x, Quantized w, boolean transpose) {
    return session.array(
        MATMUL,
        WideCalls.call(
            MATMUL,
            session.slot(),
            x.handle(),
            w.weights().handle(),
            w.scales().handle(),
            w.biasesOrNone(),
            transpose,
            Optionals.of(w.spec().groupSize()),
            Optionals.of(w.spec().bits()),
            w.spec().mode().text(),
            session.stream()));
  }

  /**
   * Returns x times weights chosen by index: experts of a mixture.
   *
   * @param xIndices which of x, or null for all in order
   * @param wIndices which of the weights, or null for all in order
   * @param sorted whether the indices ascend, which is faster
   */
  public MlxArray gatherMatmul(
      MlxArray x,
      Quantized w,
      @Nullable MlxArray xIndices,
      @Nullable MlxArray wIndices,
      boolean transpose,
      boolean sorted) {
    return session.array(
        GATHER,
        WideCalls.call(
            GATHER,
            session.slot(),
            x.handle(),
            w.weights().handle(),
            w.scales().handle(),
            w.biasesOrNone(),
            MlxArray.handleOrNone(xIndices),
            MlxArray.handleOrNone(wIndices),
            transpose,
            Optionals.of(w.spec().groupSize()),
            Optionals.of(w.spec().bits()),
            w.spec().mode().text(),
            sorted,
            session.stream()));
  }
}

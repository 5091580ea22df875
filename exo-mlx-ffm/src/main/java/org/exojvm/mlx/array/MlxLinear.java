package org.exojvm.mlx.array;

import org.exojvm.mlx.binding.Bindings;
import org.exojvm.mlx.binding.NativeFunction;
import org.exojvm.mlx.binding.WideCalls;
import org.jspecify.annotations.Nullable;

/** Products of matrices: the last two axes; axes before are broadcast. */
public final class MlxLinear {

  private static final NativeFunction MATMUL = Bindings.function("mlx_matmul");
  private static final NativeFunction ADDMM = Bindings.function("mlx_addmm");
  private static final NativeFunction GATHER_MM = Bindings.function("mlx_gather_mm");

  private final Session session;
  private final Maker maker;

  MlxLinear(Session session) {
    this.session = session;
    this.maker = session.maker();
  }

  /** Returns the product of two matrices. */
  public MlxArray matmul(MlxArray a, MlxArray b) {
    return maker.of(MATMUL, a, b);
  }

  /** Returns alpha * a * b + beta * c. */
  public MlxArray addMatmul(MlxArray c, MlxArray a, MlxArray b, float alpha, float beta) {
    return session.array(
        ADDMM,
        WideCalls.call(
            ADDMM,
            session.slot(),
            c.handle(),
            a.handle(),
            b.handle(),
            alpha,
            beta,
            session.stream()));
  }

  /**
   * Returns products of matrices chosen by index: experts of a mixture.
   *
   * @param aIndices which of a, or null for all in order
   * @param bIndices which of b, or null for all in order
   * @param sorted whether the indices ascend, which is faster
   */
  public MlxArray gatherMatmul(
      MlxArray a,
      MlxArray b,
      @Nullable MlxArray aIndices,
      @Nullable MlxArray bIndices,
      boolean sorted) {
    return session.array(
        GATHER_MM,
        WideCalls.call(
            GATHER_MM,
            session.slot(),
            a.handle(),
            b.handle(),
            MlxArray.handleOrNone(aIndices),
            MlxArray.handleOrNone(bIndices),
            sorted,
            session.stream()));
  }
}

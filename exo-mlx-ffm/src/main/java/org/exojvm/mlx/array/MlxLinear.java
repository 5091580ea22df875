package org.exojvm.mlx.array;

import java.lang.invoke.MethodHandle;
import org.exojvm.mlx.binding.Bindings;
import org.exojvm.mlx.binding.Calls;
import org.exojvm.mlx.binding.WideCalls;
import org.jspecify.annotations.Nullable;

/** Products of matrices: the last two axes; axes before are broadcast. */
public final class MlxLinear {

  private static final MethodHandle MATMUL = Bindings.function("mlx_matmul");
  private static final MethodHandle ADDMM = Bindings.function("mlx_addmm");
  private static final MethodHandle GATHER_MM = Bindings.function("mlx_gather_mm");

  private final Session session;

  MlxLinear(Session session) {
    this.session = session;
  }

  /** Returns the product of two matrices. */
  public MlxArray matmul(MlxArray a, MlxArray b) {
    return session.array(
        "mlx_matmul", Calls.call(MATMUL, session.slot(), a.handle(), b.handle(), session.stream()));
  }

  /** Returns alpha * a * b + beta * c. */
  public MlxArray addMatmul(MlxArray c, MlxArray a, MlxArray b, float alpha, float beta) {
    return session.array(
        "mlx_addmm",
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
        "mlx_gather_mm",
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

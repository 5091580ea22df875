package org.exojvm.mlx.array;

import com.google.common.collect.ImmutableList;
import java.util.List;

/** What a function of arrays does, in Java. */
@FunctionalInterface
public interface MlxBody {

  /**
   * Makes results of inputs, by operations of the session only: it runs when MLX traces it, and
   * what it does besides is not repeated when the trace is used again. It must not compute or read
   * an array, for those of a trace have no values.
   *
   * @param inputs arrays that live until this returns
   */
  List<MlxArray> of(ImmutableList<MlxArray> inputs);
}

package org.exojvm.mlx.array;

import com.google.common.collect.ImmutableList;
import java.util.Comparator;
import java.util.EnumSet;

/** Types of elements, with the numbers of {@code mlx_dtype} in {@code mlx/c/array.h}. */
public enum Dtype {
  BOOL(0, 1),
  UINT8(1, 1),
  UINT16(2, 2),
  UINT32(3, 4),
  UINT64(4, 8),
  INT8(5, 1),
  INT16(6, 2),
  INT32(7, 4),
  INT64(8, 8),
  FLOAT16(9, 2),
  FLOAT32(10, 4),
  /** On the CPU only. */
  FLOAT64(11, 8),
  BFLOAT16(12, 2),
  /** Two floats, real and imaginary. */
  COMPLEX64(13, 8);

  private static final ImmutableList<Dtype> BY_NUMBER =
      ImmutableList.sortedCopyOf(
          Comparator.comparingInt(Dtype::number), EnumSet.allOf(Dtype.class));

  private final int number;
  private final int bytes;

  Dtype(int number, int bytes) {
    this.number = number;
    this.bytes = bytes;
  }

  /** Returns the size of an element in bytes. */
  public int bytes() {
    return bytes;
  }

  int number() {
    return number;
  }

  static Dtype of(int number) {
    return BY_NUMBER.get(number);
  }
}

package org.exojvm.mlx.check;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Stands in for a library that does not survive its start. */
final class CrashingProbe {

  private CrashingProbe() {}

  @SuppressWarnings("restricted") // A crash is what is wanted.
  public static void main(String[] arguments) {
    MemorySegment.ofAddress(8).reinterpret(8).get(ValueLayout.JAVA_BYTE, 0);
  }
}

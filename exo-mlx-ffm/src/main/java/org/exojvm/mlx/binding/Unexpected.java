package org.exojvm.mlx.binding;

/** What a native call throws: nothing of its own, so whatever comes is a fault of this side. */
public final class Unexpected {

  private Unexpected() {}

  /**
   * Returns what to throw for something that a call, or the code around it, threw: itself, where
   * that need not be declared.
   */
  public static RuntimeException from(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown instanceof RuntimeException unchecked) {
      return unchecked;
    }
    return new IllegalStateException("A native call could not be made: " + thrown, thrown);
  }
}

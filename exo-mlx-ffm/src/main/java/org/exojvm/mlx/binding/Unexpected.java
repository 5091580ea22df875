package org.exojvm.mlx.binding;

/** What a native call throws: nothing of its own. */
public final class Unexpected {

  private Unexpected() {}

  /**
   * Returns what to throw for something that a call threw: a fault of the bindings, or of the JVM.
   */
  public static RuntimeException from(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    return new IllegalStateException("A native call could not be made: " + thrown, thrown);
  }
}

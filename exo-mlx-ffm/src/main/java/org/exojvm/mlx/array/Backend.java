package org.exojvm.mlx.array;

/** Ways in which ranks talk to each other, by the names that {@code mlx_distributed_init} knows. */
public enum Backend {
  /** Over TCP, anywhere. */
  RING("ring"),
  /** Over RDMA on Thunderbolt 5, from macOS 26.2 on. */
  JACCL("jaccl");

  private final long text;

  Backend(String name) {
    this.text = NativeText.constant(name);
  }

  long text() {
    return text;
  }
}

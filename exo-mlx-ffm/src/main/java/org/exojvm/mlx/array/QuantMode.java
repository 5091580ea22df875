package org.exojvm.mlx.array;

/** How weights are quantised: names as MLX spells them. */
public enum QuantMode {
  /** Whole numbers with a scale and a bias per group. */
  AFFINE("affine", true),
  /** Floats of 4 bits with a scale per 32, of the OCP MX specification. */
  MXFP4("mxfp4", false),
  /** Floats of 8 bits with a scale per 32, of the OCP MX specification. */
  MXFP8("mxfp8", false),
  /** Floats of 4 bits with a scale per 16. */
  NVFP4("nvfp4", false);

  private final boolean biased;
  private final long text;

  QuantMode(String name, boolean biased) {
    this.biased = biased;
    this.text = NativeText.constant(name);
  }

  /** Returns whether there are biases beside the scales. */
  public boolean isBiased() {
    return biased;
  }

  long text() {
    return text;
  }
}

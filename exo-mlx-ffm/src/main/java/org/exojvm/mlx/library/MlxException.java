package org.exojvm.mlx.library;

/**
 * MLX refused a call. Its arguments did not fit, or a peer, a device or a file failed; what was
 * made before still is as it was. After an error of a group the group is dead, whatever later calls
 * say: end the process.
 */
public final class MlxException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String function;
  private final String reason;

  /**
   * Creates one.
   *
   * @param function the function of mlx-c
   * @param reason what MLX said, ending with the place in its source, or why it was not asked
   */
  public MlxException(String function, String reason) {
    super(function + ": " + reason);
    this.function = function;
    this.reason = reason;
  }

  /** Returns the function of mlx-c that failed. */
  public String function() {
    return function;
  }

  /** Returns what MLX said, or why it was not asked. */
  public String reason() {
    return reason;
  }
}

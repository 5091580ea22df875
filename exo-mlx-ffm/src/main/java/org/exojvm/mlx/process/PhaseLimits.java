package org.exojvm.mlx.process;

import java.time.Duration;

/**
 * How long a child may go without a sign. In phases that wait for work there is no limit but that
 * of the heartbeat.
 *
 * @param starting from the start of the process to Idle. A JVM that loads a library on a busy
 *     machine takes seconds
 * @param connecting to form a group. All ranks have to come, and MLX's ring alone dials for 31 s
 * @param loading between two signs of progress. A single tensor of a slow disk takes seconds; a
 *     driver that hangs never comes back
 * @param warmingUp for the first forward pass. Kernels are compiled in it
 * @param running between two pieces of output. The first comes after the whole prompt, so this
 *     limits prompts as well; a peer that has gone leaves a rank spinning for ever
 * @param closing from the request to stop to the end of the process
 * @param heartbeat between two signs of life of the process, whatever it does. A machine that swaps
 *     stops a process for seconds
 */
public record PhaseLimits(
    Duration starting,
    Duration connecting,
    Duration loading,
    Duration warmingUp,
    Duration running,
    Duration closing,
    Duration heartbeat) {

  /** Returns the limits for real runners. */
  public static PhaseLimits defaults() {
    return new PhaseLimits(
        Duration.ofSeconds(60),
        Duration.ofSeconds(120),
        Duration.ofSeconds(120),
        Duration.ofSeconds(300),
        Duration.ofSeconds(300),
        Duration.ofSeconds(10),
        Duration.ofSeconds(20));
  }
}

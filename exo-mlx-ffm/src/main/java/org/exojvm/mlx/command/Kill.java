package org.exojvm.mlx.command;

/** Ends processes. */
public final class Kill {

  private Kill() {}

  /**
   * Kills a process and what it has started, at once. Not by {@link Process#destroyForcibly}: that
   * closes the pipes, and what the process had said before would be lost.
   */
  public static void all(Process process) {
    process.toHandle().descendants().forEach(ProcessHandle::destroyForcibly);
    process.toHandle().destroyForcibly();
  }
}

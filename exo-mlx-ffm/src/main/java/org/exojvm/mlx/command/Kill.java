package org.exojvm.mlx.command;

import java.util.List;

/** Ends processes. */
public final class Kill {

  private Kill() {}

  /**
   * Kills a process and what it has started, at once. Not by {@link Process#destroyForcibly}: that
   * closes the pipes, and what the process had said before would be lost.
   */
  public static void all(Process process) {
    List<ProcessHandle> started = process.toHandle().descendants().toList();
    // First the one that could start more: a shell whose command was killed goes on to the next.
    process.toHandle().destroyForcibly();
    started.forEach(ProcessHandle::destroyForcibly);
  }
}

package org.exojvm.mlx.process;

/**
 * Hears a runner process. All calls come from one thread, one at a time, in the order things
 * happened; the end comes last and exactly once. Returns quickly and throws nothing: while it runs,
 * the child waits.
 */
public interface RunnerProcessListener {

  /** The child says something; greetings and beats are not passed on. */
  void onMessage(FromChild message);

  /** The process has ended. */
  void onEnd(ProcessEnd end);
}

package org.exojvm.mlx.process;

/**
 * Hears a runner process. Calls come one at a time, in the order things happened; the end comes
 * last and exactly once. Returns quickly and throws nothing: while it runs, the child waits, and
 * what it throws costs the child its life.
 */
public interface RunnerProcessListener {

  /** The child says something; greetings and beats are not passed on. */
  void onMessage(FromChild message);

  /** The process has ended. */
  void onEnd(ProcessEnd end);
}

package org.exojvm.core.engine.simulated;

/**
 * Time, as far as simulated hardware knows it: a virtual clock of a simulation, or a real timer of
 * a host that plays with simulated hardware.
 *
 * <p>Contract: actions run one at a time, never inside {@link #after} itself, in the order of their
 * due times, equal ones in the order in which they were handed in. May be called from any thread.
 */
public interface SimulatedScheduler {

  /** Runs an action once, after a delay in milliseconds, 0 or more. */
  void after(long delayMillis, Runnable action);

  /** Returns the time since some beginning, in milliseconds; it never goes back. */
  long nowMillis();
}

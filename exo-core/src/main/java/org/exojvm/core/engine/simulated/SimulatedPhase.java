package org.exojvm.core.engine.simulated;

/** Phase of a runner in which a fault can strike. */
public enum SimulatedPhase {
  /** Before Idle. */
  START,
  /** While it waits for its group, after Connecting. */
  CONNECT,
  /** While weights are being loaded, half way through. */
  LOAD,
  /** During the first forward pass, after WarmingUp. */
  WARM_UP,
  /** While it works on a task, before a token. */
  SERVE
}

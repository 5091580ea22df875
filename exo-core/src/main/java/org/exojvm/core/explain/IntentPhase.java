package org.exojvm.core.explain;

/** Where an intent stands. */
public enum IntentPhase {
  /** There is no such intent. */
  UNKNOWN,
  /** It is not placed, and nothing speaks against it: the next round of the master decides. */
  WAITING,
  /** It is not placed, because it cannot be now. */
  UNPLACEABLE,
  /** It is not placed, because somebody paused it. */
  PAUSED,
  /** It is placed, and a node fetches the model. */
  DOWNLOADING,
  /** It is placed, and its runners are on their way up. */
  STARTING,
  /** All its runners serve. */
  SERVING,
  /** It is placed, and a runner or a link has failed; the master retries or moves it. */
  FAILING
}

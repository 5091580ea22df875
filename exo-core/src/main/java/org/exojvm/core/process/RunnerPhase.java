package org.exojvm.core.process;

import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.engine.RunnerStatus.RunnerConnected;
import org.exojvm.api.engine.RunnerStatus.RunnerConnecting;
import org.exojvm.api.engine.RunnerStatus.RunnerFailed;
import org.exojvm.api.engine.RunnerStatus.RunnerIdle;
import org.exojvm.api.engine.RunnerStatus.RunnerLoaded;
import org.exojvm.api.engine.RunnerStatus.RunnerLoading;
import org.exojvm.api.engine.RunnerStatus.RunnerReady;
import org.exojvm.api.engine.RunnerStatus.RunnerRunning;
import org.exojvm.api.engine.RunnerStatus.RunnerShutdown;
import org.exojvm.api.engine.RunnerStatus.RunnerShuttingDown;
import org.exojvm.api.engine.RunnerStatus.RunnerWarmingUp;
import org.jspecify.annotations.Nullable;

/** How far a runner has come, the least first. */
public enum RunnerPhase {
  /** It has not reported. */
  STARTING("starting"),
  /** It is up and waits for the model and for its group. */
  IDLE("idle"),
  /** It waits for its group. */
  CONNECTING("connecting"),
  /** Its group is formed; it waits for the model on all nodes. */
  CONNECTED("connected"),
  /** It reads its weights. */
  LOADING("loading"),
  /** It has its weights and waits for the other ranks. */
  LOADED("loaded"),
  /** It runs its first forward pass. */
  WARMING_UP("warming up"),
  /** It runs, and nobody wants anything of its instance any more. */
  LEAVING("leaving a request"),
  /** It serves. */
  SERVING("serving"),
  /** It has ended or was told to. */
  ENDING("shutting down");

  private final String words;

  RunnerPhase(String words) {
    this.words = words;
  }

  /** Returns the phase in words, as in "it is warming up". */
  public String words() {
    return words;
  }

  /** Returns the phase of a runner with this status, null when it has not reported. */
  public static RunnerPhase of(@Nullable RunnerStatus status) {
    return switch (status) {
      case null -> STARTING;
      case RunnerIdle _ -> IDLE;
      case RunnerConnecting _ -> CONNECTING;
      case RunnerConnected _ -> CONNECTED;
      case RunnerLoading _ -> LOADING;
      case RunnerLoaded _ -> LOADED;
      case RunnerWarmingUp _ -> WARMING_UP;
      case RunnerReady _, RunnerRunning _ -> SERVING;
      case RunnerShuttingDown _, RunnerShutdown _, RunnerFailed _ -> ENDING;
    };
  }
}

package org.exojvm.mlx.process;

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

/** The phases of {@link RunnerStatus} as constants: on the wire their order is the number. */
enum PhaseName {
  IDLE,
  CONNECTING,
  CONNECTED,
  LOADING,
  LOADED,
  WARMING_UP,
  READY,
  RUNNING,
  SHUTTING_DOWN,
  SHUTDOWN,
  FAILED;

  static PhaseName of(RunnerStatus status) {
    return switch (status) {
      case RunnerIdle() -> IDLE;
      case RunnerConnecting() -> CONNECTING;
      case RunnerConnected() -> CONNECTED;
      case RunnerLoading() -> LOADING;
      case RunnerLoaded() -> LOADED;
      case RunnerWarmingUp() -> WARMING_UP;
      case RunnerReady() -> READY;
      case RunnerRunning() -> RUNNING;
      case RunnerShuttingDown() -> SHUTTING_DOWN;
      case RunnerShutdown() -> SHUTDOWN;
      case RunnerFailed _ -> FAILED;
    };
  }

  RunnerStatus status(String message) {
    return switch (this) {
      case IDLE -> new RunnerIdle();
      case CONNECTING -> new RunnerConnecting();
      case CONNECTED -> new RunnerConnected();
      case LOADING -> new RunnerLoading();
      case LOADED -> new RunnerLoaded();
      case WARMING_UP -> new RunnerWarmingUp();
      case READY -> new RunnerReady();
      case RUNNING -> new RunnerRunning();
      case SHUTTING_DOWN -> new RunnerShuttingDown();
      case SHUTDOWN -> new RunnerShutdown();
      case FAILED -> new RunnerFailed(message.isEmpty() ? null : message);
    };
  }
}

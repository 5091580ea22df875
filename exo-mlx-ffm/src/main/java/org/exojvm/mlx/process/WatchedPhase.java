package org.exojvm.mlx.process;

import java.time.Duration;
import java.util.Optional;

/** What a watchdog waits for. */
enum WatchedPhase {
  STARTING,
  CONNECTING,
  LOADING,
  WARMING_UP,
  RUNNING,
  CLOSING,
  /** Nothing: the runner waits for work. */
  WAITING;

  Optional<Duration> limit(PhaseLimits limits) {
    return switch (this) {
      case STARTING -> Optional.of(limits.starting());
      case CONNECTING -> Optional.of(limits.connecting());
      case LOADING -> Optional.of(limits.loading());
      case WARMING_UP -> Optional.of(limits.warmingUp());
      case RUNNING -> Optional.of(limits.running());
      case CLOSING -> Optional.of(limits.closing());
      case WAITING -> Optional.empty();
    };
  }
}

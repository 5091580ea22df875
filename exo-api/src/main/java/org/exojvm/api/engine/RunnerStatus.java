package org.exojvm.api.engine;

import org.jspecify.annotations.Nullable;

/**
 * Where a runner stands. The usual course is Idle, Connecting, Connected, Loading, Loaded,
 * WarmingUp, Ready, and Running while it works; a single runner skips the group.
 */
public sealed interface RunnerStatus {

  /** Returns whether the runner is gone for good. */
  default boolean isTerminal() {
    return this instanceof RunnerFailed || this instanceof RunnerShutdown;
  }

  /** Returns whether the runner can take or is doing work. */
  default boolean isServing() {
    return this instanceof RunnerReady || this instanceof RunnerRunning;
  }

  /** The runner process is up and knows its shard. */
  public record RunnerIdle() implements RunnerStatus {}

  /** The runner waits for its group. */
  public record RunnerConnecting() implements RunnerStatus {}

  /** The group is formed. */
  public record RunnerConnected() implements RunnerStatus {}

  /** Weights are being loaded. */
  public record RunnerLoading() implements RunnerStatus {}

  /** Weights are in memory. */
  public record RunnerLoaded() implements RunnerStatus {}

  /** A first forward pass runs. */
  public record RunnerWarmingUp() implements RunnerStatus {}

  /** The runner waits for work. */
  public record RunnerReady() implements RunnerStatus {}

  /** The runner works on a task. */
  public record RunnerRunning() implements RunnerStatus {}

  /** The runner was told to stop. */
  public record RunnerShuttingDown() implements RunnerStatus {}

  /** The runner has stopped. */
  public record RunnerShutdown() implements RunnerStatus {}

  /**
   * The runner is dead.
   *
   * @param errorMessage what went wrong, for people
   */
  public record RunnerFailed(@Nullable String errorMessage) implements RunnerStatus {}
}

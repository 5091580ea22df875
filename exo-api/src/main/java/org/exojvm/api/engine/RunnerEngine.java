package org.exojvm.api.engine;

import org.exojvm.api.instance.BoundInstance;

/**
 * Runs shards of models. The worker of a node owns the engine and all its runners.
 *
 * <p>Contract:
 *
 * <ul>
 *   <li><b>Threads.</b> All calls come from one thread, one at a time. Nothing blocks: a call
 *       starts the work and returns; what comes of it is reported to the {@link RunnerListener}.
 *   <li><b>Errors.</b> No call throws for what a model, a driver or a peer does; such a thing is a
 *       {@link RunnerStatus.RunnerFailed} report, after which the runner is dead and only {@link
 *       Runner#close} follows.
 *   <li><b>Processes.</b> A runner is at most one process.
 * </ul>
 */
public interface RunnerEngine {

  /** Returns the name by which a host asks for this engine, such as {@code simulated}. */
  String name();

  /**
   * Starts a runner for the bound shard. The first report is {@link RunnerStatus.RunnerIdle}, or a
   * failure.
   */
  Runner start(BoundInstance bound, RunnerListener listener);
}

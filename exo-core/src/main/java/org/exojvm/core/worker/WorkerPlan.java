package org.exojvm.core.worker;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import java.util.function.Function;

/**
 * Decides the next step of a worker: a pure function. The order of the rules is part of the
 * contract: leave cancelled tasks, stop, start, download, connect, load, warm up, generate; within
 * a rule the first runner, instance or task in the order of the input wins.
 *
 * <p>One step at a time is enough because the worker asks again ten times a second, and it keeps
 * every step explainable: each carries its reason.
 */
public final class WorkerPlan {

  private static final ImmutableList<Function<PlanInput, Optional<PlannedStep>>> RULES =
      ImmutableList.of(
          TearDownRules::leaveTask,
          TearDownRules::stop,
          BringUpRules::start,
          BringUpRules::download,
          GroupRules::connect,
          GroupRules::load,
          GroupRules::warmUp,
          ServingRules::generate);

  private WorkerPlan() {}

  /**
   * Returns the next step, or empty when there is nothing to do. Never throws: a runner that has
   * not reported, a download or an instance that is unknown count as not ready (D2, D12).
   */
  public static Optional<PlannedStep> next(PlanInput input) {
    for (Function<PlanInput, Optional<PlannedStep>> rule : RULES) {
      Optional<PlannedStep> step = rule.apply(input);
      if (step.isPresent()) {
        return step;
      }
    }
    return Optional.empty();
  }
}

package org.exojvm.core.engine.simulated;

import com.google.common.collect.ImmutableList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.exojvm.api.engine.Runner;
import org.exojvm.api.engine.RunnerEngine;
import org.exojvm.api.engine.RunnerListener;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.instance.BoundInstance;

/**
 * The engine of one simulated node. Beyond the contract of {@link RunnerEngine} it can be made to
 * fail: by the script of its {@link SimulatedGroups}, by {@link #crash}, by {@link #powerOff}.
 */
public final class SimulatedEngine implements RunnerEngine {

  private final SimulatedGroups groups;
  private final Map<RunnerId, SimulatedRunner> runners = new LinkedHashMap<>();

  /** Creates the engine of one node; engines that shall meet share {@code groups}. */
  public SimulatedEngine(SimulatedGroups groups) {
    this.groups = groups;
  }

  @Override
  public String name() {
    return "simulated";
  }

  @Override
  public Runner start(BoundInstance bound, RunnerListener listener) {
    SimulatedRunner runner = new SimulatedRunner(bound, listener, groups);
    groups.scheduler.after(
        0,
        () -> {
          runners.values().removeIf(SimulatedRunner::isOver);
          runners.put(bound.boundRunnerId(), runner);
          runner.begin();
        });
    return runner;
  }

  /** Makes a runner die with a message, whatever it is doing; unknown ones are ignored. */
  public void crash(RunnerId runner, String message) {
    groups.scheduler.after(
        0,
        () -> {
          SimulatedRunner target = runners.get(runner);
          if (target != null) {
            target.die(message, true);
          }
        });
  }

  /** Ends all runners without a word, as when the node loses power. Their groups notice. */
  public void powerOff() {
    groups.scheduler.after(
        0,
        () -> {
          ImmutableList.copyOf(runners.values()).forEach(SimulatedRunner::vanish);
          runners.clear();
        });
  }
}

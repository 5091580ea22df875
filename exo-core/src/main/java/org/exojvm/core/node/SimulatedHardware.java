package org.exojvm.core.node;

import java.util.function.Supplier;
import org.exojvm.api.engine.RunnerEngine;
import org.exojvm.core.engine.simulated.RealTimeScheduler;
import org.exojvm.core.engine.simulated.SimulatedDownloader;
import org.exojvm.core.engine.simulated.SimulatedEngine;
import org.exojvm.core.engine.simulated.SimulatedGroups;
import org.exojvm.core.engine.simulated.SimulatedTimings;
import org.exojvm.core.engine.simulated.SimulationScript;
import org.exojvm.core.state.State;

/**
 * Machines that take real time and compute nothing, for nodes of one process: to try a cluster
 * without hardware. Ranks of one instance meet when their nodes share one of these, or by what they
 * report where every process has its own ({@link #apart}).
 *
 * <p>Threading: all methods may be called by any thread. Close it after the nodes.
 */
public final class SimulatedHardware implements AutoCloseable {

  private final RealTimeScheduler time = new RealTimeScheduler();
  private final SimulatedTimings timings;
  private final SimulatedGroups groups;
  private volatile Supplier<State> known = State::empty;

  /**
   * Switches machines on that never fail by themselves.
   *
   * @param timings how fast they are
   */
  public SimulatedHardware(SimulatedTimings timings) {
    this(timings, new SimulationScript());
  }

  /**
   * Switches machines on.
   *
   * @param timings how fast they are
   * @param script what goes wrong in them; add to it before nodes start
   */
  public SimulatedHardware(SimulatedTimings timings, SimulationScript script) {
    this.timings = timings;
    this.groups = new SimulatedGroups(time, timings, script);
  }

  private SimulatedHardware(SimulatedTimings timings, boolean apart) {
    this.timings = timings;
    this.groups =
        apart
            ? SimulatedGroups.apart(
                time, timings, new SimulationScript(), runner -> known.get().runners().get(runner))
            : new SimulatedGroups(time, timings, new SimulationScript());
  }

  /**
   * Switches on the machine of one process of several. Its ranks meet those of other processes by
   * what they have reported, as far as the node knows that is {@linkplain #follow followed}.
   *
   * @param timings how fast it is
   */
  public static SimulatedHardware apart(SimulatedTimings timings) {
    return new SimulatedHardware(timings, true);
  }

  /** Lets the ranks know what the node of this process knows; to be called before it starts. */
  public void follow(Supplier<State> state) {
    known = state;
  }

  /** Returns the engine of one more node. */
  public RunnerEngine engine() {
    return new SimulatedEngine(groups);
  }

  /** Returns the downloads of nodes, which begin without any model. */
  public Downloads.Provider downloads() {
    return (node, reports) -> new SimulatedDownloader(node, time, timings, reports)::perform;
  }

  @Override
  public void close() {
    time.close();
  }
}

package org.exojvm.benchmarks;

import com.google.common.collect.ImmutableList;
import java.util.concurrent.TimeUnit;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.core.process.CleanerManager;
import org.exojvm.core.process.InstanceHealthManager;
import org.exojvm.core.process.InstanceHealthMemory;
import org.exojvm.core.process.MetaInstanceManager;
import org.exojvm.core.process.NodeLivenessManager;
import org.exojvm.core.process.PlacementSettings;
import org.exojvm.core.process.ProcessManager;
import org.exojvm.core.process.Round;
import org.exojvm.core.process.Tick;
import org.exojvm.core.reconcile.Reconciliation;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * One tick of reconciliation on the state of {@link ClusterStates}, in which all is well. Nothing
 * is remembered from one tick to the next that would spare the work.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class TickBenchmark {

  /** Number of nodes, and of instances and intents. */
  @Param({"512", "5000"})
  public int nodes;

  private final InstanceHealthManager health = new InstanceHealthManager();
  private final ImmutableList<ProcessManager<?>> managers =
      ImmutableList.of(
          health,
          new NodeLivenessManager(),
          new CleanerManager(),
          new MetaInstanceManager(
              PlacementSettings.of(ImmutableList.of("largest-cycle"), "largest-cycle")));
  private org.exojvm.core.state.State state = org.exojvm.core.state.State.empty();
  private InstanceHealthMemory memory = InstanceHealthMemory.empty();
  private Tick tick = new Tick(0, "bench");

  /** Builds the state, which is not part of what is measured. */
  @Setup
  public void setUp() {
    state = ClusterStates.of(nodes);
    // The tenth tick is the one in which liveness works too.
    tick = new Tick(NodeLivenessManager.TICKS_PER_CYCLE - 1, "bench");
  }

  /** Judges every instance and finds the intents without one: the work of the reference's tick. */
  @Benchmark
  public ImmutableList<MetaInstance> tick(Blackhole sink) {
    Round<InstanceHealthMemory> round = health.reconcile(state, memory, tick);
    memory = round.memory();
    sink.consume(round);
    return unsatisfied();
  }

  /** The same when a link or an instance has changed since the last tick. */
  @Benchmark
  public ImmutableList<MetaInstance> tickAfterChange(Blackhole sink) {
    sink.consume(health.reconcile(state, InstanceHealthMemory.empty(), tick));
    return unsatisfied();
  }

  private ImmutableList<MetaInstance> unsatisfied() {
    return Reconciliation.findUnsatisfiedMetaInstances(
        state.metaInstances(), state.instances(), state.topology());
  }

  /** All four managers, with liveness in the tick in which it works. */
  @Benchmark
  public void allManagers(Blackhole sink) {
    for (ProcessManager<?> manager : managers) {
      sink.consume(firstRound(manager));
    }
  }

  private <M> Round<M> firstRound(ProcessManager<M> manager) {
    return manager.reconcile(state, manager.initialMemory(), tick);
  }
}

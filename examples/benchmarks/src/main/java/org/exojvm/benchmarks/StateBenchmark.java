package org.exojvm.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.engine.RunnerStatus.RunnerReady;
import org.exojvm.api.engine.RunnerStatus.RunnerRunning;
import org.exojvm.api.topology.Connection;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.RunnerEvent.RunnerStatusUpdated;
import org.exojvm.core.event.TopologyEvent.TopologyEdgeCreated;
import org.exojvm.core.event.TopologyEvent.TopologyEdgeDeleted;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Applies events to the state of {@link ClusterStates}, one after the other, each to the state
 * after the one before. The state keeps its size: nodes and runners report again and again, and an
 * edge that was created is deleted before long.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class StateBenchmark {

  /** Number of nodes. */
  @Param({"4", "512"})
  public int nodes;

  private org.exojvm.core.state.State state = org.exojvm.core.state.State.empty();
  private Event[] memory = new Event[0];
  private Event[] runner = new Event[0];
  private Event[] present = new Event[0];
  private Event[] absent = new Event[0];
  private Event[] deletion = new Event[0];
  private int turn;

  /** Builds the state and the events, which are not part of what is measured. */
  @Setup
  public void setUp() {
    state = ClusterStates.of(nodes);
    memory = events(2 * nodes, this::memoryOf);
    runner = events(4 * nodes, this::statusOf);
    present =
        events(nodes, node -> new TopologyEdgeCreated(ClusterStates.eventId(), edge(node, 0)));
    absent = events(nodes, node -> new TopologyEdgeCreated(ClusterStates.eventId(), edge(node, 1)));
    deletion =
        events(nodes, node -> new TopologyEdgeDeleted(ClusterStates.eventId(), edge(node, 1)));
  }

  private static Event[] events(int count, IntFunction<Event> event) {
    return IntStream.range(0, count).mapToObj(event).toArray(Event[]::new);
  }

  private Event memoryOf(int number) {
    return ClusterStates.memoryReport(number % nodes, 200 + number / nodes);
  }

  private Event statusOf(int number) {
    RunnerStatus status = number < 2 * nodes ? new RunnerRunning() : new RunnerReady();
    return new RunnerStatusUpdated(
        ClusterStates.eventId(), ClusterParts.runner(number / 2 % nodes, number % 2), status, 0L);
  }

  /** The edge to the next node, or a second one, at another address. */
  private Connection edge(int node, int address) {
    return ClusterStates.edge(node, (node + 1) % nodes, address);
  }

  private int nextTurn(Event[] events) {
    turn = turn + 1 < events.length ? turn + 1 : 0;
    return turn;
  }

  /** A node reports its memory. */
  @Benchmark
  public org.exojvm.core.state.State memoryUsage() {
    state = ClusterStates.next(state, memory[nextTurn(memory)]);
    return state;
  }

  /** A runner reports its status. */
  @Benchmark
  public org.exojvm.core.state.State runnerStatus() {
    state = ClusterStates.next(state, runner[nextTurn(runner)]);
    return state;
  }

  /** An edge is created that is there already. */
  @Benchmark
  public org.exojvm.core.state.State edgePresent() {
    state = ClusterStates.next(state, present[nextTurn(present)]);
    return state;
  }

  /** A second edge to a neighbour is created and deleted: two events. */
  @Benchmark
  @OperationsPerInvocation(2)
  public org.exojvm.core.state.State edgeCreatedAndDeleted() {
    int node = nextTurn(absent);
    state = ClusterStates.next(state, absent[node]);
    state = ClusterStates.next(state, deletion[node]);
    return state;
  }
}

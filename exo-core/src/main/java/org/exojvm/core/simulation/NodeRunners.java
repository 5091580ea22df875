package org.exojvm.core.simulation;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.exojvm.api.collection.Bytes;
import org.exojvm.api.engine.Runner;
import org.exojvm.api.engine.RunnerListener;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.engine.TaskOutcome;
import org.exojvm.api.engine.TraceSpan;
import org.exojvm.api.generation.GenerationChunk;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.id.TaskId;
import org.exojvm.api.instance.BoundInstance;
import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.instance.ShardWeights;
import org.exojvm.core.engine.simulated.SimulatedEngine;
import org.exojvm.core.state.State;
import org.exojvm.core.worker.WorkerInput;
import org.exojvm.core.worker.WorkerOutput;

/** The runners of one node, as they really are, and the memory they hold. */
final class NodeRunners {

  private final SimulatedCluster cluster;
  private final Machine machine;
  private final SimulatedNode node;
  private final SimulatedEngine engine;
  private final Map<RunnerId, Life> lives = new HashMap<>();

  NodeRunners(SimulatedCluster cluster, Machine machine, SimulatedNode node) {
    this.cluster = cluster;
    this.machine = machine;
    this.node = node;
    this.engine = new SimulatedEngine(cluster.groups());
  }

  void powerOff() {
    engine.powerOff();
    lives.keySet().forEach(cluster.laws().memory()::ended);
    lives.clear();
  }

  /** Notes which runners have lost their instance; they have a while to stop (S3). */
  @SuppressWarnings("ReferenceEquality") // an event that changes nothing keeps it
  void instancesChanged(State before, State after) {
    if (before.instances() != after.instances()) {
      for (Life life : lives.values()) {
        if (before.instances().containsKey(life.bound.instance().instanceId())
            && !after.instances().containsKey(life.bound.instance().instanceId())) {
          cluster.laws().runners().unwanted(machine, node, life);
        }
      }
    }
  }

  /** Returns the instances of the runners that live, in no order. */
  Set<InstanceId> instances() {
    return lives.values().stream()
        .filter(life -> !life.isOver())
        .map(life -> life.bound.instance().instanceId())
        .collect(Collectors.toSet());
  }

  void call(WorkerOutput.EngineCall call) {
    if (call instanceof WorkerOutput.StartRunner start) {
      start(start);
      return;
    }
    Life life = lives.get(call.runnerId());
    if (life == null) {
      return;
    }
    switch (call) {
      case WorkerOutput.ConnectRunner _ -> connect(life);
      case WorkerOutput.LoadRunner _ -> life.runner().load();
      case WorkerOutput.WarmUpRunner _ -> life.runner().warmUp();
      case WorkerOutput.RunTask run -> {
        cluster.laws().requests().given(node, life.bound, run.task());
        life.runner().run(run.task());
      }
      case WorkerOutput.CancelRunnerTask cancel -> life.runner().cancel(cancel.taskId());
      case WorkerOutput.StopRunner _ -> {
        cluster.laws().takeOvers().stopping(node, life);
        life.runner().close();
      }
      case WorkerOutput.DeliverSideChannel round ->
          life.runner().deliver(round.sequence(), round.gathered());
      case WorkerOutput.StartRunner _ -> throw new IllegalStateException("started above");
    }
  }

  private void start(WorkerOutput.StartRunner start) {
    Life life = new Life(start);
    lives.put(start.runnerId(), life);
    cluster.laws().memory().began(start.runnerId());
    life.handle.add(engine.start(start.bound(), life));
  }

  /** An RDMA group needs a queue pair of every device. */
  private void connect(Life life) {
    boolean rdma = life.bound.instance().instanceMeta() == InstanceMeta.MLX_JACCL;
    if (rdma && !machine.hasQueuePairs()) {
      engine.crash(life.bound.boundRunnerId(), "ibv_create_qp: EBUSY");
    } else {
      life.runner().connect();
    }
  }

  /** One process from start to end. */
  final class Life implements RunnerListener {

    final BoundInstance bound;
    private final long attempt;
    private final List<Runner> handle = new ArrayList<>(1);
    private RunnerStatus status = new RunnerStatus.RunnerIdle();
    private boolean over;

    Life(WorkerOutput.StartRunner start) {
      this.bound = start.bound();
      this.attempt = start.attempt();
    }

    boolean isOver() {
      return over;
    }

    boolean isServing() {
      return status.isServing();
    }

    private Runner runner() {
      return handle.getFirst();
    }

    private RunnerId id() {
      return bound.boundRunnerId();
    }

    @Override
    public void onStatus(RunnerStatus entered) {
      status = entered;
      if (status instanceof RunnerStatus.RunnerLoading
          && !machine.take(id(), ShardWeights.of(bound.boundShard()))) {
        engine.crash(id(), "out of memory");
      }
      if (status instanceof RunnerStatus.RunnerFailed(var message)
          && !BreakerLaw.fellWithItsGroup(message)) {
        cluster.laws().breakers().failed(node.id(), bound.boundShard().modelCard().modelId());
      }
      boolean freed = status.isTerminal() && end();
      node.take(new WorkerInput.RunnerReported(id(), attempt, status));
      // After the report: only a later measurement ends what is reserved for the runner (D9).
      if (freed || status instanceof RunnerStatus.RunnerLoaded) {
        cluster.surroundings().measureMemory(machine, node);
      }
    }

    private boolean end() {
      over = true;
      if (!lives.remove(id(), this)) {
        return false;
      }
      cluster.laws().memory().ended(id());
      return machine.free(id());
    }

    @Override
    public void onChunk(TaskId task, GenerationChunk chunk) {
      node.take(new WorkerInput.ChunkProduced(id(), task, chunk));
    }

    @Override
    public void onContribution(long sequence, Bytes data) {
      node.take(new WorkerInput.SideChannelContributed(id(), attempt, sequence, data));
    }

    @Override
    public void onTraces(TaskId task, ImmutableList<TraceSpan> spans) {
      node.take(new WorkerInput.TracesRecorded(id(), attempt, task, spans));
    }

    @Override
    public void onTaskStopped(TaskId task, TaskOutcome outcome) {
      node.take(new WorkerInput.TaskStopped(id(), attempt, task, outcome));
    }
  }
}

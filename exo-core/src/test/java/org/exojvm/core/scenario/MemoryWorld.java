package org.exojvm.core.scenario;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.engine.RunnerStatus.RunnerFailed;
import org.exojvm.api.engine.RunnerStatus.RunnerIdle;
import org.exojvm.api.engine.RunnerStatus.RunnerLoaded;
import org.exojvm.api.engine.RunnerStatus.RunnerLoading;
import org.exojvm.api.engine.RunnerStatus.RunnerReady;
import org.exojvm.api.engine.RunnerStatus.RunnerRunning;
import org.exojvm.api.engine.RunnerStatus.RunnerShutdown;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.model.Memory;
import org.exojvm.api.model.ModelCard;
import org.exojvm.api.node.MemoryUsage;
import org.exojvm.core.card.ModelFacts;
import org.exojvm.core.event.NodeEvent.NodeGatheredInfo;
import org.exojvm.core.event.RunnerEvent.RunnerStatusUpdated;
import org.exojvm.core.event.TestEvent;
import org.exojvm.core.info.GatheredInfo.GatheredMemoryUsage;
import org.exojvm.core.master.MasterConfig;
import org.exojvm.core.reconcile.MemoryPolicy;
import org.exojvm.core.state.RunnerBinding;
import org.exojvm.core.state.State;

/**
 * Three nodes of 16 GiB as they really are, beside a master that knows them by reports only: what
 * each runner holds at the moment, and what else runs on each node, which stays within the
 * headroom.
 */
final class MemoryWorld {

  private static final ImmutableList<NodeId> NODES =
      ImmutableList.of(NodeId.of("a"), NodeId.of("b"), NodeId.of("c"));
  private static final long INSTALLED = TestClusters.NODE_MEMORY.inBytes();

  /** 128 KiB per token, so that 8,192 tokens are 1 GiB. */
  private static final ModelFacts FACTS =
      new ModelFacts(65_536, 8, 128, 2_048, 32, "GQA", null, null);

  private static final MemoryPolicy POLICY =
      MemoryPolicy.defaults()
          .withFacts(
              ImmutableMap.of(
                  TestClusters.SMALL.modelId(), FACTS, TestClusters.LARGE.modelId(), FACTS));

  final MasterHarness master =
      MasterHarness.of(
          TestClusters.ethernet("a", "b", "c"), MasterConfig.defaults().withMemory(POLICY));
  private final Map<RunnerId, Long> held = new HashMap<>();
  private final Map<NodeId, Long> elsewhere = new HashMap<>();

  State state() {
    return master.core.state();
  }

  /** A second passes; every node gives a sign of life. */
  void tick() {
    for (NodeId node : NODES) {
      master.report(node, new TestEvent(master.ids().nextEventId()));
    }
    master.tick();
  }

  /** A node measures its memory. */
  void measure(int number) {
    NodeId node = NODES.get(number % NODES.size());
    long free = INSTALLED - elsewhere.getOrDefault(node, 0L) - heldOn(node);
    MemoryUsage usage =
        new MemoryUsage(TestClusters.NODE_MEMORY, Memory.ofBytes(free), Memory.ZERO, Memory.ZERO);
    master.report(
        node,
        new NodeGatheredInfo(master.ids().nextEventId(), node, new GatheredMemoryUsage(usage)));
  }

  /** Something else on a node takes a part of the headroom. */
  void use(int number, int percent) {
    long headroom = (long) (INSTALLED * POLICY.headroomFraction());
    elsewhere.put(NODES.get(number % NODES.size()), headroom / 100 * percent);
  }

  /** A runner goes one step on, as far as its requests, and fills its cache with them. */
  void advance(RunnerId runner) {
    RunnerBinding binding = binding(runner);
    long weights = binding.weights().inBytes();
    switch (state().runners().get(runner)) {
      case null -> report(runner, new RunnerIdle(), 0);
      case RunnerIdle _ -> report(runner, new RunnerLoading(), weights / 2);
      case RunnerLoading _ -> report(runner, new RunnerLoaded(), weights);
      case RunnerLoaded _ -> report(runner, new RunnerReady(), weights);
      case RunnerReady _ ->
          report(runner, new RunnerRunning(), weights + binding.cache().inBytes());
      case RunnerRunning _ -> report(runner, new RunnerReady(), weights);
      case RunnerStatus _ -> {
        // It has ended.
      }
    }
  }

  /** A runner that has started crashes. */
  void crash(RunnerId runner) {
    RunnerStatus status = state().runners().get(runner);
    if (status != null && !status.isTerminal()) {
      report(runner, new RunnerFailed("boom"), 0);
    }
  }

  /** The worker of a runner that nobody wants stops it. */
  void stop(RunnerId runner) {
    boolean wanted = state().instances().containsKey(binding(runner).instanceId());
    if (!wanted && state().runners().containsKey(runner)) {
      report(runner, new RunnerShutdown(), 0);
    }
  }

  private void report(RunnerId runner, RunnerStatus status, long bytes) {
    held.put(runner, bytes);
    Instance instance = state().instances().get(binding(runner).instanceId());
    master.report(
        binding(runner).nodeId(),
        new RunnerStatusUpdated(
            master.ids().nextEventId(),
            runner,
            status,
            instance == null ? null : (Long) instance.attempt()));
  }

  /** Returns the memory that is in use or promised on the node where that is most. */
  long mostClaimedBytes() {
    long most = 0;
    for (NodeId node : NODES) {
      long claimed = elsewhere.getOrDefault(node, 0L);
      for (RunnerBinding runner : state().runnerBindings().values()) {
        claimed +=
            runner.nodeId().equals(node) ? runner.weights().plus(runner.cache()).inBytes() : 0;
      }
      most = Math.max(most, claimed);
    }
    return most;
  }

  /** Returns the memory held by runners to which nothing is promised. */
  long heldWithoutPromiseBytes() {
    return held.entrySet().stream()
        .filter(runner -> !state().runnerBindings().containsKey(runner.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  long installedBytes() {
    return INSTALLED;
  }

  private long heldOn(NodeId node) {
    long sum = 0;
    for (Map.Entry<RunnerId, RunnerBinding> runner : state().runnerBindings().entries()) {
      sum += runner.getValue().nodeId().equals(node) ? held.getOrDefault(runner.getKey(), 0L) : 0;
    }
    return sum;
  }

  private RunnerBinding binding(RunnerId runner) {
    return Objects.requireNonNull(state().runnerBindings().get(runner));
  }

  static ModelCard model(boolean large) {
    return large ? TestClusters.LARGE : TestClusters.SMALL;
  }
}

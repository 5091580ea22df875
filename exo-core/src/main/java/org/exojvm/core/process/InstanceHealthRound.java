package org.exojvm.core.process;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.api.instance.MetaInstanceStatus;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.InstanceEvent.InstanceDeleted;
import org.exojvm.core.event.InstanceEvent.InstanceRetrying;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstanceRecovered;
import org.exojvm.core.event.MetaInstanceEvent.PlacementDeferred;
import org.exojvm.core.id.IdSequence;
import org.exojvm.core.process.StallsOfRound.Stall;
import org.exojvm.core.reconcile.Blame;
import org.exojvm.core.reconcile.ConnectionHealth.Healthy;
import org.exojvm.core.reconcile.ConnectionHealth.Unhealthy;
import org.exojvm.core.reconcile.Reconciliation;
import org.exojvm.core.reconcile.RunnerFailure.Failed;
import org.exojvm.core.reconcile.RunnerFailure.None;
import org.exojvm.core.state.RunnerBinding;
import org.exojvm.core.state.State;
import org.jspecify.annotations.Nullable;

/** One round of {@link InstanceHealthManager}: collects events and the next memory. */
final class InstanceHealthRound {

  /** What an intent says when its instance lost a link or a node; the reference's text. */
  private static final String LINK_LOST = "Network connection lost";

  /**
   * Ticks that the nodes of an instance have to join a master that took it over from another. Each
   * says what it is linked to within a few seconds.
   */
  private static final int JOIN_TICKS = 15;

  private final InstanceHealthConfig config;
  private final State state;
  private final InstanceHealthMemory before;
  private final boolean verified;
  private final long tick;
  private final IdSequence ids;
  private final ImmutableList.Builder<Event> events = ImmutableList.builder();
  private final ImmutableMap.Builder<InstanceId, Long> broken = ImmutableMap.builder();
  private final ImmutableMap.Builder<InstanceId, Long> serving = ImmutableMap.builder();
  private final StallsOfRound stalls;
  private final BreakersOfRound breakers;
  private final Set<MetaInstanceId> recovered = new HashSet<>();
  private boolean anyUnhealthy;

  InstanceHealthRound(
      InstanceHealthConfig config, State state, InstanceHealthMemory before, Tick tick) {
    this.config = config;
    this.state = state;
    this.before = before;
    InstanceHealthMemory.Verified last = before.verified();
    this.verified = last != null && last.holdsIn(state);
    this.tick = tick.number();
    this.ids = tick.ids("instance-health");
    this.stalls = new StallsOfRound(config.patience(), state, before.watches(), tick.number());
    this.breakers =
        new BreakersOfRound(
            config.breakers(), state, before.breakers(), tick.number(), ids, events);
  }

  void judge(Instance instance) {
    if (verified) {
      connected(instance);
      return;
    }
    switch (Reconciliation.instanceConnectionsHealthy(instance, state.topology())) {
      case Unhealthy unhealthy -> unhealthy(instance, unhealthy.nodeLeft());
      case Healthy _ -> connected(instance);
    }
  }

  Round<InstanceHealthMemory> finish() {
    InstanceHealthMemory.Verified all =
        anyUnhealthy
            ? null
            : new InstanceHealthMemory.Verified(state.instances(), state.topology());
    InstanceHealthMemory after =
        new InstanceHealthMemory(
            broken.buildOrThrow(),
            serving.buildOrThrow(),
            stalls.watches(),
            breakers.finish(),
            all);
    return new Round<>(after, events.build(), ImmutableList.of());
  }

  private void unhealthy(Instance instance, boolean nodeLeft) {
    anyUnhealthy = true;
    long since = since(before.brokenSinceTick(), instance);
    if (nodeLeft
        ? hasLost(instance) || lasts(since, JOIN_TICKS)
        : lasts(since, config.linkLossTicks())) {
      delete(instance, LINK_LOST);
    } else {
      broken.put(instance.instanceId(), since);
    }
  }

  /** Whether a node left since the instance was created, and did not merely not come yet. */
  private boolean hasLost(Instance instance) {
    for (Map.Entry<NodeId, RunnerId> bound :
        instance.shardAssignments().nodeToRunner().entrySet()) {
      RunnerBinding binding = state.runnerBindings().get(bound.getValue());
      Long leftIdx = state.departedNodes().get(bound.getKey());
      boolean isMissing = !state.topology().contains(bound.getKey());
      if (isMissing && leftIdx != null && (binding == null || leftIdx > binding.createdIdx())) {
        return true;
      }
    }
    return false;
  }

  private void connected(Instance instance) {
    switch (Reconciliation.instanceRunnersFailed(
        instance, state.runners(), state.nodeIdentities())) {
      case Failed(String message) -> failed(instance, message, Blame.of(instance, state));
      case None _ -> moving(instance);
    }
  }

  private void moving(Instance instance) {
    Optional<Stall> stall = stalls.look(instance);
    if (stall.isPresent()) {
      failed(instance, stall.get().message(), stall.get().blame());
    } else {
      alive(instance);
    }
  }

  private void failed(Instance instance, String message, Optional<Blame> blame) {
    blame.ifPresent(rank -> breakers.charge(rank, instance.shardAssignments().modelId()));
    MetaInstance intent = intentOf(instance);
    if (intent != null && mayRetry(intent.status().consecutiveFailures())) {
      events.add(
          new InstanceRetrying(ids.nextEventId(), instance.instanceId(), intent.id(), message));
    } else {
      delete(instance, message);
      if (intent != null) {
        defer(intent);
      }
    }
  }

  /** Only a place that used up its retries is waited for: a lost link says nothing of the next. */
  private void defer(MetaInstance intent) {
    int round = intent.status().failedRounds();
    long delay = config.backOff().delayTicks(intent.id(), round);
    events.add(
        new PlacementDeferred(
            ids.nextEventId(),
            intent.id(),
            round,
            delay,
            "%s failed after %d retries%s; the next one is looked for after %d ticks"
                .formatted(
                    round == 0 ? "its place" : "its last %d places".formatted(round + 1),
                    config.retryLimit(),
                    round == 0 ? "" : " each",
                    delay)));
  }

  private boolean mayRetry(int failures) {
    return failures % (config.retryLimit() + 1) < config.retryLimit();
  }

  private void alive(Instance instance) {
    MetaInstance intent = intentOf(instance);
    if (intent == null || !hasFailures(intent.status()) || !allServe(instance)) {
      return;
    }
    long since = since(before.servingSinceTick(), instance);
    if (!lasts(since, config.recoveredAfterTicks())) {
      serving.put(instance.instanceId(), since);
    } else if (recovered.add(intent.id())) {
      events.add(new MetaInstanceRecovered(ids.nextEventId(), intent.id()));
    }
  }

  private static boolean hasFailures(MetaInstanceStatus status) {
    return status.consecutiveFailures() > 0 || status.lastFailureError() != null;
  }

  private boolean allServe(Instance instance) {
    for (RunnerId runner : instance.shardAssignments().nodeToRunner().values()) {
      RunnerStatus status = state.runners().get(runner);
      if (status == null || !status.isServing()) {
        return false;
      }
    }
    return true;
  }

  private void delete(Instance instance, String failure) {
    events.add(new InstanceDeleted(ids.nextEventId(), instance.instanceId(), failure));
  }

  private @Nullable MetaInstance intentOf(Instance instance) {
    MetaInstanceId intent = instance.metaInstanceId();
    return intent == null ? null : state.metaInstances().get(intent);
  }

  private long since(ImmutableMap<InstanceId, Long> streaks, Instance instance) {
    return Objects.requireNonNullElse(streaks.get(instance.instanceId()), tick);
  }

  /** Whether a streak that began at {@code since} has lasted this many ticks with this one. */
  private boolean lasts(long since, int ticks) {
    return tick - since + 1 >= ticks;
  }
}

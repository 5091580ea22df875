package org.exojvm.examples.quickstart;

import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.api.placement.PlacementRefusal;
import org.exojvm.core.command.Command;
import org.exojvm.core.master.CommandAnswer;
import org.exojvm.core.sim.VirtualCluster;
import org.exojvm.core.state.State;
import org.jspecify.annotations.Nullable;

/** What the chapters act on: the cluster, and the words and patience they share. */
final class Scene {

  /** Longest wait of a chapter in virtual time. Loading a large model takes a minute or two. */
  static final long PATIENCE_MILLIS = 15 * 60_000;

  private static final long STEP_MILLIS = 200;

  private final StoryPlan plan;
  private final VirtualCluster cluster;
  private final Stage stage;
  private final Narrator narrator;
  private final RecordingStrategy strategy;
  private int commands;

  Scene(
      StoryPlan plan,
      VirtualCluster cluster,
      Stage stage,
      Narrator narrator,
      RecordingStrategy strategy) {
    this.plan = plan;
    this.cluster = cluster;
    this.stage = stage;
    this.narrator = narrator;
    this.strategy = strategy;
  }

  StoryPlan plan() {
    return plan;
  }

  VirtualCluster cluster() {
    return cluster;
  }

  Stage stage() {
    return stage;
  }

  Narrator narrator() {
    return narrator;
  }

  State state() {
    return cluster.state();
  }

  /** Returns an id for the next command of the story. */
  CommandId nextCommandId() {
    return CommandId.of("quickstart-" + ++commands);
  }

  /** Returns how people call a node. */
  String name(NodeId node) {
    return plan.cluster().identity(node).friendlyName();
  }

  /** Returns the intent as it stands, once declared. */
  @Nullable MetaInstance intent() {
    return state().metaInstances().get(StoryPlan.INTENT);
  }

  /** Returns the instance that backs the intent now. */
  Optional<Instance> instance() {
    for (Instance instance : state().instances().values()) {
      if (StoryPlan.INTENT.equals(instance.metaInstanceId())) {
        return Optional.of(instance);
      }
    }
    return Optional.empty();
  }

  /** Sends a command and returns its answer. */
  CommandAnswer send(Command command) {
    cluster.submit(command);
    await(() -> cluster.answer(command.commandId()).isPresent(), PATIENCE_MILLIS);
    return cluster.answer(command.commandId()).orElseThrow();
  }

  /** Lets time pass until the goal is reached; returns whether it was. */
  boolean await(BooleanSupplier goal, long maxMillis) {
    long deadline = cluster.nowMillis() + maxMillis;
    while (!goal.getAsBoolean()) {
      if (cluster.nowMillis() >= deadline) {
        return false;
      }
      cluster.advanceMillis(STEP_MILLIS);
      narrator.catchUp(cluster.nowMillis());
    }
    return true;
  }

  /** Waits until an instance other than {@code old} serves the intent. */
  boolean awaitServing(@Nullable InstanceId old) {
    return await(() -> isServingOtherThan(old), PATIENCE_MILLIS);
  }

  /** Returns whether an instance other than {@code old} serves the intent. */
  boolean isServingOtherThan(@Nullable InstanceId old) {
    return instance()
        .filter(instance -> !instance.instanceId().equals(old))
        .filter(this::allServe)
        .isPresent();
  }

  private boolean allServe(Instance instance) {
    return Rank.of(instance).stream()
        .map(rank -> state().runners().get(rank.runner()))
        .allMatch(status -> status != null && status.isServing());
  }

  /** Returns whether the intent is backed by this very instance. */
  boolean isBackedBy(InstanceId id) {
    return instance().filter(instance -> instance.instanceId().equals(id)).isPresent();
  }

  /** Returns the name of the strategy that places the intent. */
  String strategyName() {
    return strategy.name();
  }

  /** Returns where a runner stands, or null when it has not reported. */
  @Nullable RunnerStatus status(Rank rank) {
    return state().runners().get(rank.runner());
  }

  /** Returns the instance that serves now; to be called when one does. */
  Instance serving() {
    return instance().orElseThrow();
  }

  /** Writes why there is no placement, with its numbers, and returns it in one line. */
  String explainRefusal() {
    PlacementRefusal refusal = PlacementText.refusal(strategy).orElse(null);
    if (refusal != null) {
      PlacementText.lines(refusal).forEach(line -> stage.below(stage.ink().bad(line)));
      PlacementText.help(strategy).forEach(stage::below);
      return refusal.referenceText() + ": " + refusal.detail();
    }
    MetaInstance intent = intent();
    String stored = intent == null ? null : intent.status().placementError();
    return Objects.requireNonNullElse(stored, "it was not Ready in time");
  }
}

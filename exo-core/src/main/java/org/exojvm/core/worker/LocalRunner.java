package org.exojvm.core.worker;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.id.TaskId;
import org.exojvm.api.instance.BoundInstance;
import org.exojvm.api.instance.ShardMetadata;

/**
 * A runner of this node as the worker knows it first hand, fresher than State.
 *
 * @param bound instance, as it was when the runner was started, and the role of the node in it
 * @param status last report of the runner
 * @param completed tasks that the runner was given or has left; it does not take them again
 * @param cancelled tasks that the runner was told to leave, so that it is told once (D13)
 * @param awaitingAck whether a call to the engine is not acknowledged yet
 * @param stopping whether the runner was told to stop; it takes part in nothing any more
 */
public record LocalRunner(
    BoundInstance bound,
    RunnerStatus status,
    ImmutableSet<TaskId> completed,
    ImmutableSet<TaskId> cancelled,
    boolean awaitingAck,
    boolean stopping) {

  /** Returns a runner that is neither busy nor stopping. */
  public static LocalRunner of(BoundInstance bound, RunnerStatus status) {
    return new LocalRunner(bound, status, ImmutableSet.of(), ImmutableSet.of(), false, false);
  }

  /** Returns the id of the runner. */
  public RunnerId runnerId() {
    return bound.boundRunnerId();
  }

  /** Returns the instance the runner belongs to. */
  public InstanceId instanceId() {
    return bound.instance().instanceId();
  }

  /** Returns the attempt of the instance under which the runner was started (D20). */
  public long attempt() {
    return bound.instance().attempt();
  }

  /** Returns the shard of the runner. */
  public ShardMetadata shard() {
    return bound.boundShard();
  }

  /** Returns the model of the runner. */
  public ModelId modelId() {
    return shard().modelCard().modelId();
  }

  /** Returns the shards of the whole group, in the order of the instance. */
  public ImmutableMap<RunnerId, ShardMetadata> group() {
    return bound.instance().shardAssignments().runnerToShard();
  }

  /** Returns whether the group has one member, so that there is nothing to connect. */
  public boolean isAlone() {
    return group().size() == 1;
  }
}

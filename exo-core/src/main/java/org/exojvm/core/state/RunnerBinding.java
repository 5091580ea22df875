package org.exojvm.core.state;

import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.engine.RunnerStatus.RunnerFailed;
import org.exojvm.api.engine.RunnerStatus.RunnerLoaded;
import org.exojvm.api.engine.RunnerStatus.RunnerWarmingUp;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.model.Memory;
import org.jspecify.annotations.Nullable;

/**
 * Where a runner lives and what it was promised there. The binding outlives the instance until the
 * runner is deleted, so that the master can tell when a runner that nobody wants any more is really
 * gone (D14), and that its memory is not given away before (D9).
 *
 * @param nodeId node the runner lives on
 * @param instanceId instance it was made for
 * @param weights memory promised for the weights of its shard (extension, D9)
 * @param cache memory promised for its part of the key/value cache (extension, D9)
 * @param holdsWeightsSinceIdx index of the event from which on its reports say that its weights are
 *     in memory, null while they do not (extension, D9)
 * @param createdIdx index of the event that created the instance (extension)
 * @param failedAtIdx index of the event that said it has failed, null while it has not: of the
 *     ranks of an instance that fell the first is to blame (extension, D4)
 */
public record RunnerBinding(
    NodeId nodeId,
    InstanceId instanceId,
    Memory weights,
    Memory cache,
    @Nullable Long holdsWeightsSinceIdx,
    long createdIdx,
    @Nullable Long failedAtIdx) {

  /** Creates the binding of a runner that has not failed. */
  public RunnerBinding(
      NodeId nodeId,
      InstanceId instanceId,
      Memory weights,
      Memory cache,
      @Nullable Long holdsWeightsSinceIdx,
      long createdIdx) {
    this(nodeId, instanceId, weights, cache, holdsWeightsSinceIdx, createdIdx, null);
  }

  /** Creates the binding of a runner whose instance has always been there. */
  public RunnerBinding(
      NodeId nodeId,
      InstanceId instanceId,
      Memory weights,
      Memory cache,
      @Nullable Long holdsWeightsSinceIdx) {
    this(nodeId, instanceId, weights, cache, holdsWeightsSinceIdx, 0);
  }

  /** Creates the binding of a runner to which nothing is promised. */
  public RunnerBinding(NodeId nodeId, InstanceId instanceId) {
    this(nodeId, instanceId, Memory.ZERO, Memory.ZERO, null);
  }

  /** Returns whether a runner that reports this has its weights in memory. */
  public static boolean holdsWeights(@Nullable RunnerStatus status) {
    return status != null
        && (status.isServing()
            || status instanceof RunnerLoaded
            || status instanceof RunnerWarmingUp);
  }

  /**
   * Returns the binding after a report at {@code idx}; the same binding when the report says
   * nothing new about the weights and the end of the runner.
   */
  public RunnerBinding reported(@Nullable RunnerStatus status, long idx) {
    boolean holds = holdsWeights(status);
    boolean failed = status instanceof RunnerFailed;
    return holds == (holdsWeightsSinceIdx != null) && failed == (failedAtIdx != null)
        ? this
        : new RunnerBinding(
            nodeId,
            instanceId,
            weights,
            cache,
            sinceIdx(holds, holdsWeightsSinceIdx, idx),
            createdIdx,
            sinceIdx(failed, failedAtIdx, idx));
  }

  private static @Nullable Long sinceIdx(boolean is, @Nullable Long since, long idx) {
    return !is ? null : since == null ? Long.valueOf(idx) : since;
  }

  /**
   * Returns whether a measurement of the node has the weights in it already.
   *
   * @param memoryEventIdx index of the last memory event of the node, null when there is none
   */
  public boolean isMeasuredBy(@Nullable Long memoryEventIdx) {
    return holdsWeightsSinceIdx != null
        && memoryEventIdx != null
        && memoryEventIdx > holdsWeightsSinceIdx;
  }
}

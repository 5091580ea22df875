package org.exojvm.api.instance;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.NodeId;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** A placed model: runners, shards and how they reach each other. */
public sealed interface Instance {

  /** Returns the id of the instance. */
  InstanceId instanceId();

  /** Returns which runner holds what, where. */
  ShardAssignments shardAssignments();

  /** Returns the intent this instance backs, or null for an orphan instance of the user. */
  @Nullable MetaInstanceId metaInstanceId();

  /** Returns how often the instance was retried in place; 0 for the first try. */
  long attempt();

  /** Returns the same instance as it is at another attempt. */
  default Instance atAttempt(long value) {
    return switch (this) {
      case MlxRingInstance ring -> ring.withAttempt(value);
      case MlxJacclInstance jaccl -> jaccl.withAttempt(value);
    };
  }

  /** Returns the same instance backing an intent, or none. */
  default Instance backing(@Nullable MetaInstanceId value) {
    return switch (this) {
      case MlxRingInstance ring -> ring.withMetaInstanceId(value);
      case MlxJacclInstance jaccl -> jaccl.withMetaInstanceId(value);
    };
  }

  /** Returns the communication back end this instance uses. */
  default InstanceMeta instanceMeta() {
    return switch (this) {
      case MlxRingInstance ring -> InstanceMeta.MLX_RING;
      case MlxJacclInstance jaccl -> InstanceMeta.MLX_JACCL;
    };
  }

  /**
   * An instance whose ranks form a TCP ring.
   *
   * @param instanceId the instance
   * @param shardAssignments which runner holds what, where
   * @param metaInstanceId the intent this belongs to
   * @param hostsByNode for every node the host list of the ring by rank
   * @param ephemeralPort port on which the ring listens
   * @param attempt how often the instance was retried in place, 0 for the first try (extension)
   */
  @Value.Builder
  public record MlxRingInstance(
      InstanceId instanceId,
      ShardAssignments shardAssignments,
      @Nullable MetaInstanceId metaInstanceId,
      ImmutableMap<NodeId, ImmutableList<Host>> hostsByNode,
      int ephemeralPort,
      long attempt)
      implements Instance, WithMlxRingInstance {}

  /**
   * An instance whose ranks form a mesh of RDMA links.
   *
   * @param instanceId the instance
   * @param shardAssignments which runner holds what, where
   * @param metaInstanceId the intent this belongs to
   * @param jacclDevices row i, column j: RDMA device of rank i towards rank j
   * @param jacclCoordinators for every node the address of rank 0 as {@code ip:port}
   * @param attempt how often the instance was retried in place, 0 for the first try (extension)
   */
  @Value.Builder
  public record MlxJacclInstance(
      InstanceId instanceId,
      ShardAssignments shardAssignments,
      @Nullable MetaInstanceId metaInstanceId,
      ImmutableList<JacclRow> jacclDevices,
      ImmutableMap<NodeId, String> jacclCoordinators,
      long attempt)
      implements Instance, WithMlxJacclInstance {}
}

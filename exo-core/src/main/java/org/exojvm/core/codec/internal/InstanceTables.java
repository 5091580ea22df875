package org.exojvm.core.codec.internal;

import static org.exojvm.core.codec.internal.Scalars.INT;
import static org.exojvm.core.codec.internal.Scalars.LONG;
import static org.exojvm.core.codec.internal.Scalars.STRING;
import static org.exojvm.core.codec.internal.Slots.parts;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.util.Optional;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.BoundInstance;
import org.exojvm.api.instance.Host;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.Instance.MlxJacclInstance;
import org.exojvm.api.instance.Instance.MlxRingInstance;
import org.exojvm.api.instance.JacclRow;
import org.exojvm.api.instance.ShardAssignments;

/** Instances and what they are made of. */
public final class InstanceTables {

  public static final RecordCodec<Host> HOST =
      RecordCodec.<Host>record("Host")
          .required("ip", STRING)
          .required("port", INT)
          .build(s -> new Host(s.at(0), s.at(1)), v -> parts(v.ip(), v.port()));

  public static final RecordCodec<ShardAssignments> SHARD_ASSIGNMENTS =
      RecordCodec.<ShardAssignments>record("ShardAssignments")
          .required("model_id", Ids.MODEL)
          .required("runner_to_shard", MapCodec.of(Ids.RUNNER_KEY, ModelTables.SHARD_METADATA))
          .required("node_to_runner", MapCodec.of(Ids.NODE_KEY, Ids.RUNNER))
          .build(
              s -> new ShardAssignments(s.at(0), s.at(1), s.at(2)),
              v -> parts(v.modelId(), v.runnerToShard(), v.nodeToRunner()));

  private static final ValueCodec<ImmutableMap<NodeId, ImmutableList<Host>>> HOSTS_BY_NODE =
      MapCodec.of(Ids.NODE_KEY, ListCodec.of(HOST));

  public static final RecordCodec<MlxRingInstance> MLX_RING_INSTANCE =
      RecordCodec.<MlxRingInstance>record("MlxRingInstance")
          .required("instance_id", Ids.INSTANCE)
          .required("shard_assignments", SHARD_ASSIGNMENTS)
          .nullable("meta_instance_id", Ids.META_INSTANCE)
          .required("hosts_by_node", HOSTS_BY_NODE)
          .required("ephemeral_port", INT)
          .extension("attempt", LONG, 0L)
          .build(
              s -> new MlxRingInstance(s.at(0), s.at(1), s.at(2), s.at(3), s.at(4), s.at(5)),
              v ->
                  parts(
                      v.instanceId(),
                      v.shardAssignments(),
                      v.metaInstanceId(),
                      v.hostsByNode(),
                      v.ephemeralPort(),
                      v.attempt()));

  public static final RecordCodec<MlxJacclInstance> MLX_JACCL_INSTANCE =
      RecordCodec.<MlxJacclInstance>record("MlxJacclInstance")
          .required("instance_id", Ids.INSTANCE)
          .required("shard_assignments", SHARD_ASSIGNMENTS)
          .nullable("meta_instance_id", Ids.META_INSTANCE)
          .required("jaccl_devices", ListCodec.of(new Row()))
          .required("jaccl_coordinators", MapCodec.of(Ids.NODE_KEY, STRING))
          .extension("attempt", LONG, 0L)
          .build(
              s -> new MlxJacclInstance(s.at(0), s.at(1), s.at(2), s.at(3), s.at(4), s.at(5)),
              v ->
                  parts(
                      v.instanceId(),
                      v.shardAssignments(),
                      v.metaInstanceId(),
                      v.jacclDevices(),
                      v.jacclCoordinators(),
                      v.attempt()));

  public static final UnionCodec<Instance> INSTANCE =
      UnionCodec.<Instance>union("Instance")
          .variant(MlxRingInstance.class, MLX_RING_INSTANCE)
          .variant(MlxJacclInstance.class, MLX_JACCL_INSTANCE)
          .build();

  public static final RecordCodec<BoundInstance> BOUND_INSTANCE =
      RecordCodec.<BoundInstance>record("BoundInstance")
          .required("instance", INSTANCE)
          .required("bound_runner_id", Ids.RUNNER)
          .required("bound_node_id", Ids.NODE)
          .build(
              s -> new BoundInstance(s.at(0), s.at(1), s.at(2)),
              v -> parts(v.instance(), v.boundRunnerId(), v.boundNodeId()));

  private InstanceTables() {}

  /** One row of the device matrix: an array in which null means no device. */
  private static final class Row implements ValueCodec<JacclRow> {

    private static final ValueCodec<ImmutableList<Optional<String>>> DEVICES =
        ListCodec.of(new Device());

    @Override
    public JacclRow read(JsonReader in) throws MalformedValue, IOException {
      return new JacclRow(DEVICES.read(in));
    }

    @Override
    public void write(JsonWriter out, JacclRow value) {
      DEVICES.write(out, value.devices());
    }
  }

  private static final class Device implements ValueCodec<Optional<String>> {
    @Override
    public Optional<String> read(JsonReader in) throws MalformedValue, IOException {
      return in.isNull() ? Optional.empty() : Optional.of(in.string());
    }

    @Override
    public void write(JsonWriter out, Optional<String> value) {
      value.ifPresentOrElse(out::string, out::nullValue);
    }
  }
}

package org.exojvm.core.codec.internal;

import static org.exojvm.core.codec.internal.Scalars.BOOLEAN;
import static org.exojvm.core.codec.internal.Scalars.LONG;
import static org.exojvm.core.codec.internal.Scalars.STRING;
import static org.exojvm.core.codec.internal.Slots.parts;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import org.exojvm.api.collection.OrderedMap;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.model.Memory;
import org.exojvm.api.topology.NodeCycle;
import org.exojvm.api.topology.Topology;
import org.exojvm.core.state.NodeDrain;
import org.exojvm.core.state.OpenBreaker;
import org.exojvm.core.state.RunnerBinding;
import org.exojvm.core.state.State;
import org.exojvm.core.state.StateSnapshot;
import org.exojvm.core.state.Tombstones;

/** The state: the reference's fields in its order, then the extensions. */
public final class StateTable {

  public static final RecordCodec<RunnerBinding> RUNNER_BINDING =
      RecordCodec.<RunnerBinding>record("RunnerBinding")
          .required("node_id", Ids.NODE)
          .required("instance_id", Ids.INSTANCE)
          .extension("weights", NodeTables.MEMORY, Memory.ZERO)
          .extension("cache", NodeTables.MEMORY, Memory.ZERO)
          .nullableExtension("holds_weights_since_idx", LONG)
          .extension("created_idx", LONG, 0L)
          .nullableExtension("failed_at_idx", LONG)
          .build(
              s -> new RunnerBinding(s.at(0), s.at(1), s.at(2), s.at(3), s.at(4), s.at(5), s.at(6)),
              v ->
                  parts(
                      v.nodeId(),
                      v.instanceId(),
                      v.weights(),
                      v.cache(),
                      v.holdsWeightsSinceIdx(),
                      v.createdIdx(),
                      v.failedAtIdx()));

  private static final RecordCodec<Tombstones.Tombstone> TOMBSTONE =
      RecordCodec.<Tombstones.Tombstone>record("Tombstone")
          .required("generation", LONG)
          .required("idx", LONG)
          .build(
              s -> new Tombstones.Tombstone(s.at(0), s.at(1)), v -> parts(v.generation(), v.idx()));

  public static final RecordCodec<Tombstones> TOMBSTONES =
      RecordCodec.<Tombstones>record("Tombstones")
          .extension(
              "all", new OrderedMapCodec<>(Ids.META_INSTANCE_KEY, TOMBSTONE), OrderedMap.empty())
          .extension("complete_since_idx", LONG, 0L)
          .build(s -> new Tombstones(s.at(0), s.at(1)), v -> parts(v.all(), v.completeSinceIdx()));

  private static final RecordCodec<OpenBreaker> OPEN_BREAKER =
      RecordCodec.<OpenBreaker>record("OpenBreaker")
          .required("model_id", Ids.MODEL)
          .required("opened_at_idx", LONG)
          .required("reason", STRING)
          .build(
              s -> new OpenBreaker(s.at(0), s.at(1), s.at(2)),
              v -> parts(v.modelId(), v.openedAtIdx(), v.reason()));

  private static final RecordCodec<NodeDrain> NODE_DRAIN =
      RecordCodec.<NodeDrain>record("NodeDrain")
          .required("reason", STRING)
          .required("not_moved", MapCodec.of(Ids.INSTANCE_KEY, STRING))
          .build(s -> new NodeDrain(s.at(0), s.at(1)), v -> parts(v.reason(), v.notMoved()));

  public static final ValueCodec<Topology> TOPOLOGY = new TopologyCodec();

  public static final RecordCodec<State> STATE =
      new Table()
          .map("instances", Ids.INSTANCE_KEY, InstanceTables.INSTANCE)
          .map("meta_instances", Ids.META_INSTANCE_KEY, MetaInstanceTable.META_INSTANCE)
          .map("runners", Ids.RUNNER_KEY, RunnerTables.RUNNER_STATUS)
          .map("downloads", Ids.NODE_KEY, ListCodec.of(DownloadTables.DOWNLOAD_PROGRESS))
          .map("tasks", Ids.TASK_KEY, TaskTables.TASK)
          .nodes("last_event_index_by_node", LONG)
          .field("topology", TOPOLOGY, Topology.empty())
          .field("last_event_applied_idx", LONG, -1L)
          .nodes("node_identities", NodeTables.NODE_IDENTITY)
          .nodes("node_memory", NodeTables.MEMORY_USAGE)
          .nodes("node_disk", NodeTables.DISK_USAGE)
          .nodes("node_system", NodeTables.SYSTEM_PERFORMANCE_PROFILE)
          .nodes("node_network", NodeTables.NODE_NETWORK_INFO)
          .nodes("node_thunderbolt", NodeTables.NODE_THUNDERBOLT_INFO)
          .nodes("node_thunderbolt_bridge", NodeTables.THUNDERBOLT_BRIDGE_STATUS)
          .nodes("node_rdma_ctl", NodeTables.NODE_RDMA_CTL_STATUS)
          .field("thunderbolt_bridge_cycles", ListCodec.of(new Cycle()), ImmutableList.of())
          // Extensions. One line each, and one more argument in both directions below.
          .extension("thunderbolt_bridge_cycles_truncated", BOOLEAN, false)
          .extensionMap("runner_bindings", Ids.RUNNER_KEY, RUNNER_BINDING)
          .extensionMap("departed_nodes", Ids.NODE_KEY, LONG)
          .extensionMap("last_memory_event_index_by_node", Ids.NODE_KEY, LONG)
          .extension("sessions", ListCodec.of(SessionTables.SESSION_START), ImmutableList.of())
          .extension("tombstones", TOMBSTONES, Tombstones.none())
          .extensionMap("open_breakers", Ids.NODE_KEY, ListCodec.of(OPEN_BREAKER))
          .extensionMap("drains", Ids.NODE_KEY, NODE_DRAIN)
          .fields
          .build(
              s ->
                  new State(
                      s.at(0), s.at(1), s.at(2), s.at(3), s.at(4), s.at(5), s.at(6), s.at(7),
                      s.at(8), s.at(9), s.at(10), s.at(11), s.at(12), s.at(13), s.at(14), s.at(15),
                      s.at(16), s.at(17), s.at(18), s.at(19), s.at(20), s.at(21), s.at(22),
                      s.at(23), s.at(24)),
              v ->
                  parts(
                      v.instances(),
                      v.metaInstances(),
                      v.runners(),
                      v.downloads(),
                      v.tasks(),
                      v.lastEventIndexByNode(),
                      v.topology(),
                      v.lastEventAppliedIdx(),
                      v.nodeIdentities(),
                      v.nodeMemory(),
                      v.nodeDisk(),
                      v.nodeSystem(),
                      v.nodeNetwork(),
                      v.nodeThunderbolt(),
                      v.nodeThunderboltBridge(),
                      v.nodeRdmaCtl(),
                      v.thunderboltBridgeCycles(),
                      v.thunderboltBridgeCyclesTruncated(),
                      v.runnerBindings(),
                      v.departedNodes(),
                      v.lastMemoryEventIndexByNode(),
                      v.sessions(),
                      v.tombstones(),
                      v.openBreakers(),
                      v.drains()));

  public static final RecordCodec<StateSnapshot> STATE_SNAPSHOT =
      RecordCodec.<StateSnapshot>record("StateSnapshot")
          .required("origin", Ids.NODE)
          .required("session", SessionTables.SESSION_ID)
          .required("state", STATE)
          .extension("follower_boot", LONG, 0L)
          .required("follower_next_idx", LONG)
          .extension("follower_stream", LONG, 0L)
          .build(
              s -> new StateSnapshot(s.at(0), s.at(1), s.at(2), s.at(3), s.at(4), s.at(5)),
              v ->
                  parts(
                      v.origin(),
                      v.session(),
                      v.state(),
                      v.followerBoot(),
                      v.followerNextIdx(),
                      v.followerStream()));

  private StateTable() {}

  /** Shortens the rows above: everything in a state has a default, and most of it is a map. */
  private static final class Table {

    private final RecordCodec.Builder<State> fields = RecordCodec.record("State");

    <V> Table field(String name, ValueCodec<V> codec, V absent) {
      fields.optional(name, codec, absent);
      return this;
    }

    <V> Table extension(String name, ValueCodec<V> codec, V absent) {
      fields.extension(name, codec, absent);
      return this;
    }

    <K, V> Table map(String name, MapKey<K> key, ValueCodec<V> codec) {
      return field(name, new OrderedMapCodec<>(key, codec), OrderedMap.empty());
    }

    <K, V> Table extensionMap(String name, MapKey<K> key, ValueCodec<V> codec) {
      return extension(name, new OrderedMapCodec<>(key, codec), OrderedMap.empty());
    }

    <V> Table nodes(String name, ValueCodec<V> codec) {
      return map(name, Ids.NODE_KEY, codec);
    }
  }

  private static final class Cycle implements ValueCodec<NodeCycle> {

    private static final ValueCodec<ImmutableList<NodeId>> NODES = ListCodec.of(Ids.NODE);

    @Override
    public NodeCycle read(JsonReader in) throws MalformedValue, IOException {
      return new NodeCycle(NODES.read(in));
    }

    @Override
    public void write(JsonWriter out, NodeCycle value) {
      NODES.write(out, value.nodes());
    }
  }
}

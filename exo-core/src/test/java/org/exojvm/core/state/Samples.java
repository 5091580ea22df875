package org.exojvm.core.state;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import org.exojvm.api.generation.TextGenerationTaskParams;
import org.exojvm.api.generation.TextGenerationTaskParamsBuilder;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.EventId;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.id.TaskId;
import org.exojvm.api.instance.Host;
import org.exojvm.api.instance.Instance.MlxRingInstance;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.api.instance.MetaInstanceSpec;
import org.exojvm.api.instance.ShardAssignments;
import org.exojvm.api.instance.ShardMetadata;
import org.exojvm.api.instance.ShardMetadata.PipelineShardMetadata;
import org.exojvm.api.model.Memory;
import org.exojvm.api.model.ModelCard;
import org.exojvm.api.node.MemoryUsage;
import org.exojvm.api.topology.Connection;
import org.exojvm.api.topology.Link.RdmaConnection;
import org.exojvm.api.topology.Link.SocketConnection;
import org.exojvm.api.topology.Multiaddr;
import org.exojvm.core.event.NodeEvent.NodeGatheredInfo;
import org.exojvm.core.event.TopologyEvent.TopologyEdgeCreated;
import org.exojvm.core.info.GatheredInfo;
import org.exojvm.core.task.GenerationTask.TextGeneration;
import org.exojvm.core.task.LifecycleTask.LoadModel;
import org.exojvm.core.task.Task;
import org.exojvm.core.task.TaskStatus;
import org.jspecify.annotations.Nullable;

/** Small values to tell stories with; names are ids. */
final class Samples {

  static final EventId EVENT = EventId.of("event");

  private static final ModelId MODEL = ModelId.of("model");

  private Samples() {}

  static NodeId node(String id) {
    return NodeId.of(id);
  }

  static InstanceId instanceId(String id) {
    return InstanceId.of(id);
  }

  static MetaInstanceId intentId(String id) {
    return MetaInstanceId.of(id);
  }

  /** The runner of an instance on a node. */
  static RunnerId runner(String instance, String node) {
    return RunnerId.of(instance + "@" + node);
  }

  static TaskId taskId(String id) {
    return TaskId.of(id);
  }

  static NodeGatheredInfo gathered(String node, GatheredInfo info) {
    return new NodeGatheredInfo(EVENT, node(node), info);
  }

  /** A node shows itself. */
  static NodeGatheredInfo hello(String node) {
    return gathered(node, new GatheredInfo.NodeConfig());
  }

  static MemoryUsage memory(long availableGib) {
    return new MemoryUsage(Memory.ofGib(64), Memory.ofGib(availableGib), Memory.ZERO, Memory.ZERO);
  }

  static MetaInstance intent(String id) {
    return MetaInstance.of(MetaInstanceSpec.of(intentId(id), MODEL));
  }

  static MlxRingInstance ring(String id, @Nullable String intent, String... nodes) {
    ImmutableMap.Builder<RunnerId, ShardMetadata> shards = ImmutableMap.builder();
    ImmutableMap.Builder<NodeId, RunnerId> runners = ImmutableMap.builder();
    ImmutableMap.Builder<NodeId, ImmutableList<Host>> hosts = ImmutableMap.builder();
    for (int rank = 0; rank < nodes.length; rank++) {
      shards.put(runner(id, nodes[rank]), shard(rank, nodes.length));
      runners.put(node(nodes[rank]), runner(id, nodes[rank]));
      hosts.put(node(nodes[rank]), ImmutableList.of());
    }
    return new MlxRingInstance(
        instanceId(id),
        new ShardAssignments(MODEL, shards.build(), runners.build()),
        intent == null ? null : intentId(intent),
        hosts.build(),
        50_000,
        0);
  }

  static ShardMetadata shard(int rank, int worldSize) {
    return new PipelineShardMetadata(card(), rank, worldSize, false, null, rank, rank + 1, 8);
  }

  private static ModelCard card() {
    return new ModelCard(
        MODEL,
        Memory.ofGib(8),
        8,
        64,
        true,
        ImmutableList.of(),
        null,
        "",
        "",
        "",
        ImmutableList.of(),
        false,
        true);
  }

  static TextGeneration textTask(String id, String instance) {
    return new TextGeneration(
        taskId(id),
        TaskStatus.PENDING,
        instanceId(instance),
        CommandId.of("command-" + id),
        params(),
        null,
        null);
  }

  static Task loadTask(String id, String instance) {
    return new LoadModel(taskId(id), TaskStatus.PENDING, instanceId(instance));
  }

  private static TextGenerationTaskParams params() {
    return new TextGenerationTaskParamsBuilder()
        .model(MODEL).input(ImmutableList.of()).stream(false).bench(false).logprobs(false).build();
  }

  static Connection socket(String source, String sink, String ip) {
    Multiaddr address = Multiaddr.parse("/ip4/" + ip + "/tcp/52415");
    return new Connection(node(source), node(sink), new SocketConnection(address));
  }

  static Connection rdma(String source, String sink, String sourceIface, String sinkIface) {
    return new Connection(node(source), node(sink), new RdmaConnection(sourceIface, sinkIface));
  }

  static TopologyEdgeCreated linked(Connection edge) {
    return new TopologyEdgeCreated(EVENT, edge);
  }
}

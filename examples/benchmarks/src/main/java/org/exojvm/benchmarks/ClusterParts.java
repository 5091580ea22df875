package org.exojvm.benchmarks;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import org.exojvm.api.generation.InputMessage;
import org.exojvm.api.generation.Role;
import org.exojvm.api.generation.TextGenerationTaskParams;
import org.exojvm.api.id.CommandId;
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
import org.exojvm.api.model.ModelTask;
import org.exojvm.api.node.DiskUsage;
import org.exojvm.api.node.InterfaceType;
import org.exojvm.api.node.MemoryUsage;
import org.exojvm.api.node.NetworkInterfaceInfo;
import org.exojvm.api.node.SystemPerformanceProfile;
import org.exojvm.api.node.ThunderboltIdentifier;
import org.exojvm.core.task.GenerationTask.TextGeneration;
import org.exojvm.core.task.TaskStatus;

/** What {@link ClusterStates} are made of; everything is told by its number. */
final class ClusterParts {

  /** A model of the size of a 4-bit Llama 3.3 70B. */
  static final ModelCard CARD =
      new ModelCard(
          ModelId.of("mlx-community/Llama-3.3-70B-Instruct-4bit"),
          Memory.ofGib(38),
          80,
          8_192,
          true,
          ImmutableList.of(ModelTask.TEXT_GENERATION),
          null,
          "llama",
          "4bit",
          "Llama 3.3 70B",
          ImmutableList.of("text"),
          false,
          true);

  private static final int PORT = 50_000;

  private ClusterParts() {}

  /** Ids are as long as real ones, so that hashing and comparing them cost what they will. */
  static NodeId node(int number) {
    return NodeId.of(longId("node", number));
  }

  static RunnerId runner(int instance, int rank) {
    return RunnerId.of(longId("runner-" + rank, instance));
  }

  private static String longId(String kind, int number) {
    return "%s-%08d-0000-4000-8000-000000000000".formatted(kind, number);
  }

  static String ip(int node) {
    return "10." + (node >> 16) + "." + (node >> 8 & 255) + "." + (node & 255);
  }

  static ImmutableList<NetworkInterfaceInfo> interfaces(int node) {
    return ImmutableList.of(
        new NetworkInterfaceInfo("en0", ip(node), InterfaceType.ETHERNET),
        new NetworkInterfaceInfo("bridge0", "169.254.0.1", InterfaceType.THUNDERBOLT));
  }

  static MemoryUsage memory(long availableGib) {
    return new MemoryUsage(
        Memory.ofGib(512), Memory.ofGib(availableGib), Memory.ofGib(8), Memory.ofGib(8));
  }

  static SystemPerformanceProfile load() {
    return new SystemPerformanceProfile(0.5, 55.0, 120.0, 0.1, 0.2);
  }

  static DiskUsage disk() {
    return new DiskUsage(Memory.ofGib(4_096), Memory.ofGib(2_048));
  }

  static ImmutableList<ThunderboltIdentifier> ports(int node) {
    return ImmutableList.of(
        new ThunderboltIdentifier("rdma_en3", longId("port-3", node), "80 Gb/s"),
        new ThunderboltIdentifier("rdma_en4", longId("port-4", node), "80 Gb/s"));
  }

  static MetaInstance intent(int number) {
    MetaInstanceSpec spec =
        MetaInstanceSpec.of(MetaInstanceId.of(longId("intent", number)), CARD.modelId());
    return MetaInstance.of(spec.withMinNodes(2));
  }

  static InstanceId instance(int number) {
    return InstanceId.of(longId("instance", number));
  }

  /** A ring of two nodes that backs the intent of the same number. */
  static MlxRingInstance ring(int number, int peer) {
    NodeId left = node(number);
    NodeId right = node(peer);
    Host self = new Host("0.0.0.0", PORT);
    return new MlxRingInstance(
        instance(number),
        new ShardAssignments(
            CARD.modelId(),
            ImmutableMap.of(runner(number, 0), shard(0), runner(number, 1), shard(1)),
            ImmutableMap.of(left, runner(number, 0), right, runner(number, 1))),
        intent(number).id(),
        ImmutableMap.of(
            left, ImmutableList.of(self, new Host(ip(peer), PORT)),
            right, ImmutableList.of(new Host(ip(number), PORT), self)),
        PORT,
        0);
  }

  private static ShardMetadata shard(int rank) {
    return new PipelineShardMetadata(CARD, rank, 2, false, null, 40 * rank, 40 * rank + 40, 80);
  }

  static TextGeneration task(int number) {
    return new TextGeneration(
        TaskId.of(longId("task", number)),
        TaskStatus.RUNNING,
        instance(number),
        CommandId.of(longId("command", number)),
        params(),
        null,
        null);
  }

  private static TextGenerationTaskParams params() {
    return new TextGenerationTaskParams(
        CARD.modelId(),
        ImmutableList.of(new InputMessage(Role.USER, "Tell a story.")),
        null,
        null,
        null,
        null,
        true,
        null,
        false,
        null,
        null,
        null,
        null,
        null,
        false,
        null);
  }
}

package org.exojvm.core.reconcile;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.exojvm.api.generation.TextGenerationTaskParams;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.id.TaskId;
import org.exojvm.api.instance.Host;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.Instance.MlxJacclInstance;
import org.exojvm.api.instance.Instance.MlxRingInstance;
import org.exojvm.api.instance.JacclRow;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.api.instance.MetaInstanceSpec;
import org.exojvm.api.instance.ShardAssignments;
import org.exojvm.api.instance.ShardMetadata;
import org.exojvm.api.instance.ShardMetadata.PipelineShardMetadata;
import org.exojvm.api.model.Memory;
import org.exojvm.api.model.ModelCard;
import org.exojvm.api.model.ModelTask;
import org.exojvm.api.topology.Link.RdmaConnection;
import org.exojvm.api.topology.Link.SocketConnection;
import org.exojvm.api.topology.Multiaddr;
import org.exojvm.core.task.GenerationTask.TextGeneration;
import org.exojvm.core.task.TaskStatus;
import org.jspecify.annotations.Nullable;

/**
 * Small values for tests. A node is called by one letter; its address is derived from it, so links
 * and placements agree without further ado. Runner ids read {@code instance/node}.
 */
public final class Fixtures {

  public static final ModelId MODEL = ModelId.of("test/model");
  public static final int PORT = 50_000;
  private static final int LAYERS = 32;

  private Fixtures() {}

  public static ModelCard card(long gib) {
    return new ModelCard(
        MODEL,
        Memory.ofGib(gib),
        LAYERS,
        1024,
        true,
        ImmutableList.of(ModelTask.TEXT_GENERATION),
        null,
        "",
        "",
        "",
        ImmutableList.of(),
        false,
        true);
  }

  public static NodeId node(String name) {
    return NodeId.of(name);
  }

  public static RunnerId runner(String instance, String node) {
    return RunnerId.of(instance + "/" + node);
  }

  public static String ip(String node) {
    return "10.0.0." + (node.charAt(0) - 'a' + 1);
  }

  public static SocketConnection socketTo(String node) {
    return new SocketConnection(Multiaddr.parse("/ip4/" + ip(node) + "/tcp/52415"));
  }

  public static String rdmaDevice(String towards) {
    return "rdma_" + towards;
  }

  public static RdmaConnection rdma(String source, String sink) {
    return new RdmaConnection(rdmaDevice(sink), rdmaDevice(source));
  }

  public static MetaInstance intent(String id) {
    return MetaInstance.of(MetaInstanceSpec.of(MetaInstanceId.of(id), MODEL));
  }

  /** A pipeline of {@code gib} GiB over the nodes in rank order. */
  public static ShardAssignments shards(String instance, long gib, String... nodes) {
    ImmutableMap.Builder<RunnerId, ShardMetadata> shards = ImmutableMap.builder();
    ImmutableMap.Builder<NodeId, RunnerId> runners = ImmutableMap.builder();
    for (int rank = 0; rank < nodes.length; rank++) {
      int start = LAYERS * rank / nodes.length;
      int end = LAYERS * (rank + 1) / nodes.length;
      shards.put(
          runner(instance, nodes[rank]),
          new PipelineShardMetadata(
              card(gib), rank, nodes.length, false, null, start, end, LAYERS));
      runners.put(node(nodes[rank]), runner(instance, nodes[rank]));
    }
    return new ShardAssignments(MODEL, shards.buildOrThrow(), runners.buildOrThrow());
  }

  /** A ring over the nodes in rank order. */
  public static Instance ring(String id, @Nullable String intent, String... nodes) {
    ImmutableMap.Builder<NodeId, ImmutableList<Host>> hosts = ImmutableMap.builder();
    for (int rank = 0; rank < nodes.length; rank++) {
      hosts.put(node(nodes[rank]), hosts(rank, nodes));
    }
    return new MlxRingInstance(
        InstanceId.of(id),
        shards(id, 1, nodes),
        intent == null ? null : MetaInstanceId.of(intent),
        hosts.buildOrThrow(),
        PORT,
        0);
  }

  private static ImmutableList<Host> hosts(int self, String... nodes) {
    ImmutableList.Builder<Host> hosts = ImmutableList.builder();
    for (int rank = 0; rank < nodes.length; rank++) {
      int distance = Math.floorMod(rank - self, nodes.length);
      boolean neighbour = distance == 1 || distance == nodes.length - 1;
      hosts.add(
          distance == 0
              ? new Host("0.0.0.0", PORT)
              : neighbour ? new Host(ip(nodes[rank]), PORT) : new Host("198.51.100.1", 0));
    }
    return hosts.build();
  }

  /** An RDMA mesh over the nodes in rank order. */
  public static Instance mesh(String id, @Nullable String intent, String... nodes) {
    List<JacclRow> rows = new ArrayList<>();
    ImmutableMap.Builder<NodeId, String> coordinators = ImmutableMap.builder();
    for (String source : nodes) {
      ImmutableList.Builder<Optional<String>> row = ImmutableList.builder();
      for (String sink : nodes) {
        row.add(source.equals(sink) ? Optional.empty() : Optional.of(rdmaDevice(sink)));
      }
      rows.add(new JacclRow(row.build()));
      coordinators.put(node(source), ip(nodes[0]) + ":" + PORT);
    }
    return new MlxJacclInstance(
        InstanceId.of(id),
        shards(id, 1, nodes),
        intent == null ? null : MetaInstanceId.of(intent),
        ImmutableList.copyOf(rows),
        coordinators.buildOrThrow(),
        0);
  }

  public static TextGeneration request(String id, String instance, TaskStatus status) {
    TextGenerationTaskParams params =
        new TextGenerationTaskParams(
            MODEL,
            ImmutableList.of(),
            null,
            null,
            null,
            null,
            false,
            null,
            false,
            null,
            null,
            null,
            null,
            null,
            false,
            null);
    return new TextGeneration(
        TaskId.of(id),
        status,
        InstanceId.of(instance),
        CommandId.of("command-" + id),
        params,
        null,
        null);
  }
}

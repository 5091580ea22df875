package org.exojvm.api.engine;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import org.exojvm.api.generation.InputMessage;
import org.exojvm.api.generation.Role;
import org.exojvm.api.generation.TextGenerationTaskParams;
import org.exojvm.api.generation.TextGenerationTaskParamsBuilder;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.id.TaskId;
import org.exojvm.api.instance.BoundInstance;
import org.exojvm.api.instance.Host;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.ShardAssignments;
import org.exojvm.api.instance.ShardMetadata;
import org.exojvm.api.model.Memory;
import org.exojvm.api.model.ModelCard;
import org.exojvm.api.model.ModelTask;

/** Small instances and tasks for tests of runners and their workers. */
public final class RunnerFixtures {

  private static final int LAYERS_PER_RANK = 4;

  private RunnerFixtures() {}

  /** Returns a card with four layers and a mebibyte per rank. */
  public static ModelCard card(int ranks) {
    return new ModelCard(
        ModelId.of("test/model"),
        Memory.ofBytes((long) ranks << 20),
        ranks * LAYERS_PER_RANK,
        64,
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

  /**
   * Returns a ring over nodes {@code n0}, {@code n1} ..., with runners {@code r0}, {@code r1} ...
   */
  public static Instance ring(int ranks) {
    ImmutableMap.Builder<RunnerId, ShardMetadata> shards = ImmutableMap.builder();
    ImmutableMap.Builder<NodeId, RunnerId> nodes = ImmutableMap.builder();
    ImmutableMap.Builder<NodeId, ImmutableList<Host>> hosts = ImmutableMap.builder();
    ModelCard card = card(ranks);
    for (int rank = 0; rank < ranks; rank++) {
      shards.put(runner(rank), shard(card, rank, ranks));
      nodes.put(node(rank), runner(rank));
      hosts.put(node(rank), ImmutableList.of());
    }
    return new Instance.MlxRingInstance(
        InstanceId.of("i0"),
        new ShardAssignments(card.modelId(), shards.buildOrThrow(), nodes.buildOrThrow()),
        null,
        hosts.buildOrThrow(),
        50_000,
        0);
  }

  /** Returns what one rank sees of an instance of this class. */
  public static BoundInstance bound(Instance instance, int rank) {
    return new BoundInstance(instance, runner(rank), node(rank));
  }

  /** Returns the node of a rank. */
  public static NodeId node(int rank) {
    return NodeId.of("n" + rank);
  }

  /** Returns the runner of a rank. */
  public static RunnerId runner(int rank) {
    return RunnerId.of("r" + rank);
  }

  /** Returns a request for text. */
  public static RunnerTask.GenerateText textTask(String id, String question) {
    return new RunnerTask.GenerateText(
        TaskId.of(id), CommandId.of("c-" + id), textParams(question));
  }

  /** Returns what a request for text asks. */
  public static TextGenerationTaskParams textParams(String question) {
    return new TextGenerationTaskParamsBuilder()
            .model(ModelId.of("test/model"))
            .input(ImmutableList.of(new InputMessage(Role.USER, question)))
            .stream(true)
            .bench(false)
            .logprobs(false)
            .build();
  }

  private static ShardMetadata shard(ModelCard card, int rank, int ranks) {
    int start = rank * LAYERS_PER_RANK;
    return new ShardMetadata.PipelineShardMetadata(
        card, rank, ranks, false, null, start, start + LAYERS_PER_RANK, ranks * LAYERS_PER_RANK);
  }
}

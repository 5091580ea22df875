package org.exojvm.core.worker;

import com.google.common.collect.ImmutableMap;
import org.exojvm.api.generation.FinishReason;
import org.exojvm.api.generation.GenerationChunk.ErrorChunk;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.ShardAssignments;
import org.exojvm.api.instance.ShardMetadata;
import org.exojvm.core.state.State;
import org.exojvm.core.task.GenerationTask.ImageEdits;
import org.exojvm.core.task.Task;

/**
 * Requests whose input may have gone by. Chunks of input are events that leave no trace in State,
 * so a node that starts from a snapshot cannot know which came before it. Such a request fails with
 * a reason rather than wait for ever; rank 0 speaks for the group.
 */
final class LostInput {

  private LostInput() {}

  static void fail(State state, ImmutableMap<CommandId, Integer> received, Outbox out) {
    for (Task task : state.tasks().values()) {
      if (task instanceof ImageEdits edits
          && edits.taskStatus().isOpen()
          && received.getOrDefault(edits.commandId(), 0) < edits.taskParams().totalInputChunks()) {
        Instance instance = state.instances().get(edits.instanceId());
        if (instance != null && speaksFor(out.node(), instance.shardAssignments())) {
          fail(edits, instance, out);
        }
      }
    }
  }

  private static void fail(ImageEdits request, Instance instance, Outbox out) {
    String message =
        "The input came while node (%s) was behind, and was lost to it. Maybe send the request again."
            .formatted(out.node());
    out.emitFailure(request.taskId(), "InputLost", message);
    out.add(
        new WorkerOutput.ChunkOut(
            request.commandId(),
            new ErrorChunk(instance.shardAssignments().modelId(), message, FinishReason.ERROR),
            request.origin()));
  }

  private static boolean speaksFor(NodeId node, ShardAssignments shards) {
    RunnerId own = shards.nodeToRunner().get(node);
    ShardMetadata shard = own == null ? null : shards.runnerToShard().get(own);
    return shard != null && shard.deviceRank() == 0;
  }
}

package org.exojvm.examples.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Map;
import java.util.function.Function;
import org.exojvm.api.collection.OrderedMap;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.id.TaskId;
import org.exojvm.core.codec.ExoJson;
import org.exojvm.core.codec.MalformedMessageException;
import org.exojvm.core.codec.WireType;
import org.exojvm.core.codec.WireTypes;
import org.exojvm.core.download.DownloadProgress;
import org.exojvm.core.worker.LocalRunner;
import org.exojvm.core.worker.PlanInput;

/** Reads the input of a plan vector; maps and lists keep the order of the text. */
final class PlanVectors {

  private PlanVectors() {}

  static PlanInput inputOf(ObjectNode input) throws MalformedMessageException {
    return new PlanInput(
        NodeId.of(input.path("node_id").asText()),
        runners(input.path("runners")),
        downloads(input.path("global_download_status")),
        map(input.path("instances"), InstanceId::of, WireTypes.INSTANCE),
        map(input.path("all_runners"), RunnerId::of, WireTypes.RUNNER_STATUS),
        map(input.path("tasks"), TaskId::of, WireTypes.TASK),
        counts(input.path("input_chunks_received")),
        ImmutableSet.of());
  }

  private static ImmutableList<LocalRunner> runners(JsonNode runners)
      throws MalformedMessageException {
    ImmutableList.Builder<LocalRunner> result = ImmutableList.builder();
    for (JsonNode runner : runners) {
      result.add(
          new LocalRunner(
              decode(WireTypes.BOUND_INSTANCE, runner.path("bound_instance")),
              decode(WireTypes.RUNNER_STATUS, runner.path("status")),
              taskIds(runner.path("completed")),
              taskIds(runner.path("cancelled")),
              false,
              false));
    }
    return result.build();
  }

  private static OrderedMap<NodeId, ImmutableList<DownloadProgress>> downloads(JsonNode downloads)
      throws MalformedMessageException {
    OrderedMap<NodeId, ImmutableList<DownloadProgress>> result = OrderedMap.empty();
    for (Map.Entry<String, JsonNode> entry : downloads.properties()) {
      ImmutableList.Builder<DownloadProgress> ofNode = ImmutableList.builder();
      for (JsonNode download : entry.getValue()) {
        ofNode.add(decode(WireTypes.DOWNLOAD_PROGRESS, download));
      }
      result = result.with(NodeId.of(entry.getKey()), ofNode.build());
    }
    return result;
  }

  private static ImmutableSet<TaskId> taskIds(JsonNode ids) {
    ImmutableSet.Builder<TaskId> result = ImmutableSet.builder();
    ids.forEach(id -> result.add(TaskId.of(id.asText())));
    return result.build();
  }

  private static ImmutableMap<CommandId, Integer> counts(JsonNode counts) {
    ImmutableMap.Builder<CommandId, Integer> result = ImmutableMap.builder();
    counts
        .properties()
        .forEach(entry -> result.put(CommandId.of(entry.getKey()), entry.getValue().asInt()));
    return result.buildOrThrow();
  }

  private static <K, V> OrderedMap<K, V> map(
      JsonNode entries, Function<String, K> key, WireType<V> type)
      throws MalformedMessageException {
    OrderedMap<K, V> result = OrderedMap.empty();
    for (Map.Entry<String, JsonNode> entry : entries.properties()) {
      result = result.with(key.apply(entry.getKey()), decode(type, entry.getValue()));
    }
    return result;
  }

  private static <T> T decode(WireType<T> type, JsonNode json) throws MalformedMessageException {
    return ExoJson.wire().decode(type, json.toString());
  }
}

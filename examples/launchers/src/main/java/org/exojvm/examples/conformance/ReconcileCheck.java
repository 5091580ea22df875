package org.exojvm.examples.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Streams;
import java.util.Map;
import java.util.function.Function;
import org.exojvm.api.collection.OrderedMap;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.core.codec.WireType;
import org.exojvm.core.codec.WireTypes;
import org.exojvm.core.reconcile.Reconciliation;
import org.exojvm.core.reconcile.RunnerFailure;

/** {@code reconcile}: the pure functions, one call a line. */
final class ReconcileCheck implements VectorCheck {

  @Override
  public String fileName() {
    return "reconcile";
  }

  @Override
  public Outcome check(ObjectNode vector) {
    ObjectNode input = (ObjectNode) VectorFields.required(vector, "input");
    JsonNode output = VectorFields.required(vector, "output");
    return switch (vector.path("function").asText()) {
      case "instance_connections_healthy" -> compared(output.asBoolean(), healthy(input));
      case "instance_runners_failed" -> compared(failure(output), failed(input));
      case "instance_satisfies_meta_instance" -> compared(output.asBoolean(), satisfies(input));
      case "find_unsatisfied_meta_instances" -> compared(texts(output), unsatisfied(input));
      case String other -> Outcome.failed("there is no function \"" + other + "\"");
    };
  }

  private static Outcome compared(Object expected, Object actual) {
    return expected.equals(actual)
        ? Outcome.passed()
        : Outcome.failed("expected " + expected + " but got " + actual);
  }

  private static boolean healthy(ObjectNode input) {
    return Reconciliation.instanceConnectionsHealthy(
            VectorFields.decoded(WireTypes.INSTANCE, input, "instance"),
            VectorFields.decoded(WireTypes.TOPOLOGY, input, "topology"))
        .isHealthy();
  }

  private static Object failed(ObjectNode input) {
    RunnerFailure failure =
        Reconciliation.instanceRunnersFailed(
            VectorFields.decoded(WireTypes.INSTANCE, input, "instance"),
            map(input, "runners", RunnerId::of, WireTypes.RUNNER_STATUS),
            map(input, "node_identities", NodeId::of, WireTypes.NODE_IDENTITY));
    return switch (failure) {
      case RunnerFailure.None none -> "not failed";
      case RunnerFailure.Failed(String message) -> FailureText.parts(message);
    };
  }

  private static Object failure(JsonNode output) {
    return output.path("failed").asBoolean()
        ? FailureText.parts(output.path("message").asText())
        : "not failed";
  }

  private static boolean satisfies(ObjectNode input) {
    return Reconciliation.instanceSatisfiesMetaInstance(
        VectorFields.decoded(WireTypes.META_INSTANCE, input, "meta_instance"),
        VectorFields.decoded(WireTypes.INSTANCE, input, "instance"));
  }

  private static ImmutableList<String> unsatisfied(ObjectNode input) {
    return Reconciliation.findUnsatisfiedMetaInstances(
            map(input, "meta_instances", MetaInstanceId::of, WireTypes.META_INSTANCE),
            map(input, "instances", InstanceId::of, WireTypes.INSTANCE),
            VectorFields.decoded(WireTypes.TOPOLOGY, input, "topology"))
        .stream()
        .map(intent -> intent.id().value())
        .collect(ImmutableList.toImmutableList());
  }

  private static ImmutableList<String> texts(JsonNode array) {
    return Streams.stream(array).map(JsonNode::asText).collect(ImmutableList.toImmutableList());
  }

  private static <K, V> OrderedMap<K, V> map(
      ObjectNode input, String field, Function<String, K> key, WireType<V> type) {
    OrderedMap<K, V> result = OrderedMap.empty();
    for (Map.Entry<String, JsonNode> entry : VectorFields.required(input, field).properties()) {
      result = result.with(key.apply(entry.getKey()), VectorFields.decoded(type, entry.getValue()));
    }
    return result;
  }
}

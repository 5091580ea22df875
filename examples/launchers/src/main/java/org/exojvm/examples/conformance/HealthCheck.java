package org.exojvm.examples.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Multiset;
import com.google.common.collect.Streams;
import org.exojvm.core.codec.WireTypes;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.InstanceEvent;
import org.exojvm.core.event.InstanceEvent.InstanceDeleted;
import org.exojvm.core.event.InstanceEvent.InstanceRetrying;
import org.exojvm.core.process.InstanceHealthConfig;
import org.exojvm.core.process.InstanceHealthManager;
import org.exojvm.core.process.Tick;
import org.exojvm.core.state.State;
import org.jspecify.annotations.Nullable;

/** {@code health}: one round of instance health, with a link given up at its first missing tick. */
final class HealthCheck implements VectorCheck {

  private static final int RETRY_LIMIT = 3;
  private static final int LINK_LOSS_TICKS = 1;

  private final InstanceHealthManager manager =
      new InstanceHealthManager(
          InstanceHealthConfig.defaults()
              .withRetryLimit(RETRY_LIMIT)
              .withLinkLossTicks(LINK_LOSS_TICKS));

  @Override
  public String fileName() {
    return "health";
  }

  @Override
  public Outcome check(ObjectNode vector) {
    State state = VectorFields.decoded(WireTypes.STATE, vector, "state");
    ImmutableList<Verdict> expected =
        Streams.stream(VectorFields.required(vector, "expectedEvents"))
            .map(HealthCheck::expected)
            .collect(ImmutableList.toImmutableList());
    ImmutableList<Verdict> actual =
        manager
            .reconcile(state, manager.initialMemory(), new Tick(0, "conformance"))
            .events()
            .stream()
            .filter(InstanceEvent.class::isInstance) // deferrals and breakers are ours alone
            .map(HealthCheck::verdict)
            .collect(ImmutableList.toImmutableList());
    return expected.equals(actual)
        ? Outcome.passed()
        : Outcome.failed("expected " + expected + " but got " + actual);
  }

  private static Verdict expected(JsonNode line) {
    var event = line.path("event").properties().iterator().next();
    JsonNode fields = event.getValue();
    return new Verdict(
        event.getKey(),
        fields.path("instance_id").asText(),
        fields.hasNonNull("meta_instance_id") ? fields.path("meta_instance_id").asText() : null,
        FailureText.parts(fields.path("failure_error").asText()));
  }

  private static Verdict verdict(Event event) {
    return switch (event) {
      case InstanceDeleted deleted ->
          new Verdict(
              "InstanceDeleted",
              deleted.instanceId().value(),
              null,
              FailureText.parts(String.valueOf(deleted.failureError())));
      case InstanceRetrying retrying ->
          new Verdict(
              "InstanceRetrying",
              retrying.instanceId().value(),
              retrying.metaInstanceId().value(),
              FailureText.parts(retrying.failureError()));
      case Event other ->
          new Verdict(other.getClass().getSimpleName(), "", null, FailureText.parts(""));
    };
  }

  private record Verdict(
      String event, String instance, @Nullable String intent, Multiset<String> failure) {}
}

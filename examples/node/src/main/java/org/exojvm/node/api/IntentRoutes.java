package org.exojvm.node.api;

import com.google.common.collect.ImmutableMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.api.instance.MetaInstanceSpec;
import org.exojvm.core.codec.ExoJson;
import org.exojvm.core.codec.WireTypes;
import org.exojvm.core.command.Command.CreateMetaInstance;
import org.exojvm.core.command.Command.DeleteMetaInstance;
import org.exojvm.core.explain.IntentReport;
import org.exojvm.core.master.RejectionCode;
import org.exojvm.core.node.CommandResult;
import org.exojvm.core.node.Durability;
import org.exojvm.core.node.ExoNode;
import org.exojvm.node.http.ApiRequest;
import org.exojvm.node.http.Problem;
import org.exojvm.node.http.Reply;
import org.exojvm.node.http.Routes;

/**
 * What is wanted of the cluster: declaring, reading, explaining, editing and withdrawing intents.
 */
final class IntentRoutes {

  private static final String ONE = "/meta_instance/{meta_instance_id}";
  private static final String ID = "meta_instance_id";

  private final ExoNode node;
  private final Commands commands;
  private final Cards cards;
  private final IntentEdits edits;

  IntentRoutes(ExoNode node, Commands commands, Cards cards) {
    this.node = node;
    this.commands = commands;
    this.cards = cards;
    this.edits = new IntentEdits(node, commands);
  }

  void addTo(Routes.Builder routes) {
    routes
        .get("/meta_instances", request -> all())
        .get(ONE, request -> one(intent(request)))
        .get(ONE + "/explain", request -> explain(intent(request).id()))
        .post("/meta_instance", this::create)
        .patch(ONE, this::edit)
        .delete(ONE, this::delete);
  }

  private Reply all() {
    StringBuilder all = new StringBuilder("{");
    for (Map.Entry<MetaInstanceId, MetaInstance> intent : node.state().metaInstances().entries()) {
      all.append(all.length() > 1 ? "," : "")
          .append(Answers.quoted(intent.getKey().value()))
          .append(':')
          .append(ExoJson.api().encode(WireTypes.META_INSTANCE, intent.getValue()));
    }
    return Reply.json(200, all.append('}').toString());
  }

  private static Reply one(MetaInstance intent) {
    return Reply.json(200, ExoJson.api().encode(WireTypes.META_INSTANCE, intent));
  }

  private MetaInstance intent(ApiRequest request) throws Problem {
    MetaInstanceId id = MetaInstanceId.of(request.variable(ID));
    MetaInstance intent = node.state().metaInstances().get(id);
    if (intent == null) {
      throw notFound(id);
    }
    return intent;
  }

  private static Problem notFound(MetaInstanceId id) {
    return Problem.notFound(
        "MetaInstance not found: there is no intent %s. Maybe it is deleted already; GET /meta_instances lists them."
            .formatted(JsonBody.shown(id.value())));
  }

  private Reply explain(MetaInstanceId id) {
    IntentReport report = node.explain(id);
    return Answers.json(
        json -> {
          json.put("meta_instance_id", id.value())
              .put("phase", report.phase().name().toLowerCase(Locale.ROOT))
              .put("summary", report.summary())
              .put("text", report.text());
          report.details().forEach(json.putArray("lines")::add);
        });
  }

  private Reply create(ApiRequest request) throws Problem {
    JsonBody body = JsonBody.of(request);
    CommandId command = commands.idFor(body);
    ModelId model = body.requiredId("model_id", ModelId::of);
    MetaInstanceId id =
        body.id(ID, MetaInstanceId::of)
            .orElseGet(() -> MetaInstanceId.of(UUID.randomUUID().toString()));
    IntentFields fields = new IntentFields(body);
    MetaInstanceSpec spec = fields.applyTo(MetaInstanceSpec.of(id, model));
    expectNew(fields.expectedGeneration());
    boolean paused = fields.paused().orElse(false);
    var _ = cards.card(model);
    MetaInstance wanted = MetaInstance.of(spec);
    Durability durability =
        commands.carryOut(
            new CreateMetaInstance(command, wanted.withStatus(wanted.status().withPaused(paused))));
    commands.settle(state -> state.metaInstances().containsKey(id));
    return received(command, id, durability);
  }

  private static void expectNew(Optional<Long> generation) throws Problem {
    if (generation.orElse(0L) != 0) {
      throw Problem.badParameter(
          "expected_generation",
          "expected_generation is %d, and a new intent is at 0. Maybe PATCH the intent instead."
              .formatted(generation.orElseThrow()));
    }
  }

  private Reply edit(ApiRequest request) throws Problem {
    JsonBody body = JsonBody.of(request);
    body.requireOnly(IntentFields.NAMES);
    return one(edits.edit(intent(request).id(), new IntentFields(body)));
  }

  private Reply delete(ApiRequest request) throws Problem {
    MetaInstanceId id = MetaInstanceId.of(request.variable(ID));
    if (id.value().length() > Words.MAX_ID_CHARS) {
      throw notFound(id);
    }
    CommandId command = commands.freshId();
    CommandResult result = commands.resultOf(new DeleteMetaInstance(command, id));
    if (result instanceof CommandResult.Rejected rejected
        && rejected.code() == RejectionCode.NOT_FOUND) {
      throw notFound(id); // in the words of the reference
    }
    Durability durability = Commands.durability(result);
    commands.settle(state -> !state.metaInstances().containsKey(id));
    return received(command, id, durability);
  }

  private static Reply received(CommandId command, MetaInstanceId id, Durability durability) {
    return Answers.received(command, durability, ImmutableMap.of(ID, id.value()));
  }
}

package org.exojvm.node.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import org.exojvm.api.catalog.ModelCardException;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.model.ModelCard;
import org.exojvm.api.model.ModelTask;
import org.exojvm.core.card.ModelFacts;
import org.exojvm.core.catalog.GrowingModelCatalog;
import org.exojvm.core.codec.MalformedMessageException;
import org.exojvm.core.codec.WireTypes;
import org.exojvm.core.reconcile.MemoryPolicy;
import org.exojvm.node.http.ApiRequest;
import org.exojvm.node.http.Problem;
import org.exojvm.node.http.Reply;
import org.exojvm.node.http.Routes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The models that this node knows, in the shape of OpenAI's list with the reference's fields. */
final class ModelRoutes {

  private static final Logger LOG = LoggerFactory.getLogger(ModelRoutes.class);

  private static final long BYTES_PER_MEGABYTE = 1 << 20;

  private final Cards cards;
  private final MemoryPolicy policy;
  private final long createdSeconds = Instant.now().getEpochSecond();

  ModelRoutes(Cards cards, MemoryPolicy policy) {
    this.cards = cards;
    this.policy = policy;
  }

  void addTo(Routes.Builder routes) {
    routes
        .get("/models", request -> list())
        .get("/v1/models", request -> list())
        .post("/models/add", this::add);
  }

  private Reply list() {
    ObjectNode list = JsonNodeFactory.instance.objectNode().put("object", "list");
    ArrayNode data = list.putArray("data");
    for (ModelId model : cards.catalog().known()) {
      try {
        entry(data.addObject(), cards.catalog().load(model));
      } catch (ModelCardException e) {
        data.remove(data.size() - 1);
        LOG.warn("Model {} is not listed.", model, e);
      }
    }
    return Reply.json(200, list);
  }

  private ObjectNode entry(ObjectNode entry, ModelCard card) {
    String id = card.modelId().value();
    ModelFacts facts = policy.factsOf(card.modelId());
    Integer context = facts.contextLength();
    entry
        .put("id", id)
        .put("object", "model")
        .put("created", createdSeconds)
        .put("owned_by", "exo")
        .put("hugging_face_id", id)
        .put("name", id.substring(id.lastIndexOf('/') + 1))
        .put("description", "")
        .put("context_length", context == null ? 0 : context)
        .putArray("tags");
    entry
        .put("storage_size_megabytes", card.storageSize().inBytes() / BYTES_PER_MEGABYTE)
        .put("supports_tensor", card.supportsTensor());
    ArrayNode tasks = entry.putArray("tasks");
    for (ModelTask task : card.tasks()) {
      tasks.add(task.wireName());
    }
    entry
        .put("is_custom", isAdded(card.modelId()))
        .put("family", card.family())
        .put("quantization", card.quantization())
        .put("base_model", card.baseModel());
    card.capabilities().forEach(entry.putArray("capabilities")::add);
    return entry;
  }

  private boolean isAdded(ModelId model) {
    return cards.catalog() instanceof GrowingModelCatalog growing && growing.isAdded(model);
  }

  private Reply add(ApiRequest request) throws Problem {
    ModelCard card = card(JsonBody.of(request));
    if (!(cards.catalog() instanceof GrowingModelCatalog growing)) {
      throw Problem.conflict(
          "read_only_catalog",
          "The catalogue of this node takes no cards. Maybe add the card where it comes from.");
    }
    try {
      return switch (growing.add(card)) {
        case ADDED, PRESENT -> Answers.json(json -> entry(json, card));
        case TAKEN ->
            throw Problem.conflict(
                "model_exists",
                "Model %s is known with another card. Maybe use another id."
                    .formatted(card.modelId()));
        case FULL ->
            throw Problem.conflict(
                "too_many_models",
                "%d cards have been added, the most there may be. Maybe use a directory of cards."
                    .formatted(GrowingModelCatalog.MAX_ADDED));
      };
    } catch (IOException e) {
      LOG.warn("The card of {} cannot be kept.", card.modelId(), e);
      throw Problem.unavailable(
          "card_not_kept",
          "The card of %s cannot be kept; the log of the node says why. Maybe its disk is full."
              .formatted(card.modelId()));
    }
  }

  private static ModelCard card(JsonBody body) throws Problem {
    ModelCard card;
    try {
      card = WireJson.decode(WireTypes.MODEL_CARD, body.text());
    } catch (MalformedMessageException e) {
      throw Problem.badRequest("invalid_model_card", Words.visible(e.getMessage()));
    }
    var _ = Words.id("model_id", card.modelId().value());
    if (card.storageSize().inBytes() <= 0) {
      throw Problem.badParameter(
          "storage_size",
          "Model %s has %d bytes. Maybe its card is damaged."
              .formatted(card.modelId(), card.storageSize().inBytes()));
    }
    return card;
  }
}

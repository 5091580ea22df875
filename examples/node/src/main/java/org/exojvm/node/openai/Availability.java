package org.exojvm.node.openai;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import org.exojvm.api.catalog.ModelCatalog;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.core.explain.IntentReport;
import org.exojvm.core.node.ExoNode;
import org.exojvm.core.state.State;
import org.exojvm.node.http.Problem;

/** Whether a model can answer now, and why not. */
final class Availability {

  /** Most intents whose state is told; further ones are counted. */
  private static final int MAX_TOLD = 3;

  /** When a model that is on its way is worth another try. */
  private static final int RETRY_AFTER_SECONDS = 5;

  private final ExoNode node;
  private final ModelCatalog catalog;

  Availability(ExoNode node, ModelCatalog catalog) {
    this.node = node;
    this.catalog = catalog;
  }

  /**
   * Returns when an instance of the model is ready.
   *
   * @throws Problem 404 when nobody knows the model or asks for it, 503 when it is not ready
   */
  void requireReady(ModelId model) throws Problem {
    State state = node.state();
    List<Instance> instances = new ArrayList<>();
    for (Instance instance : state.instances().values()) {
      if (instance.shardAssignments().modelId().equals(model)) {
        if (serving(state, instance) == size(instance)) {
          return;
        }
        instances.add(instance);
      }
    }
    List<String> reasons = intentsOf(state, model);
    if (reasons.isEmpty()) {
      instances.stream()
          .limit(MAX_TOLD)
          .map(instance -> told(state, instance))
          .forEach(reasons::add);
    }
    throw reasons.isEmpty() ? unknown(model) : notReady(model, reasons);
  }

  private List<String> intentsOf(State state, ModelId model) {
    List<String> reasons = new ArrayList<>();
    int untold = 0;
    for (MetaInstance intent : state.metaInstances().values()) {
      if (intent.spec().modelId().equals(model)) {
        if (reasons.size() < MAX_TOLD) {
          IntentReport report = node.explain(intent.id());
          reasons.add(report.text());
        } else {
          untold++;
        }
      }
    }
    if (untold > 0) {
      reasons.add("%d more intents wait as well.".formatted(untold));
    }
    return reasons;
  }

  private static String told(State state, Instance instance) {
    return "Instance (%s): %d of %d runners serve."
        .formatted(instance.instanceId(), serving(state, instance), size(instance));
  }

  private static int serving(State state, Instance instance) {
    int serving = 0;
    for (RunnerId runner : instance.shardAssignments().runnerToShard().keySet()) {
      RunnerStatus status = state.runners().get(runner);
      serving += status != null && status.isServing() ? 1 : 0;
    }
    return serving;
  }

  private static int size(Instance instance) {
    return instance.shardAssignments().runnerToShard().size();
  }

  /** Returns a 503 that says what it waits for. */
  static Problem notReady(ModelId model, List<String> reasons) {
    return Problem.unavailable(
            "model_not_ready",
            "No instance of model (%s) is ready. %s"
                .formatted(ShownText.of(model.value()), String.join("\n", reasons)))
        .about("model")
        .retryAfter(RETRY_AFTER_SECONDS);
  }

  private Problem unknown(ModelId model) {
    ImmutableList<ModelId> known = catalog.known();
    String why =
        known.contains(model)
            ? "No intent asks for model (%s). Maybe declare one with POST /meta_instance."
            : "The model (%s) does not exist here. Maybe use one of GET /v1/models.";
    return Problem.of(
            404,
            "invalid_request_error",
            "model_not_found",
            why.formatted(ShownText.of(model.value())))
        .about("model");
  }
}

package org.exojvm.examples.processes;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * What the story declares.
 *
 * @param model id of the model
 * @param minNodes least number of nodes; null for the default
 * @param strategy placement strategy; null for the default, which takes as many nodes as it can
 */
public record Wish(String model, @Nullable Integer minNodes, @Nullable String strategy) {

  /** Small enough for any two of the processes, with layers enough for four. */
  public static final String DEFAULT_MODEL = "mlx-community/Qwen3-0.6B-4bit";

  /** The intent of the story. */
  static final String INTENT = "quickstart";

  /** Returns the body of {@code POST /meta_instance}. */
  ObjectNode body() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("model_id", model).put("meta_instance_id", INTENT);
    if (minNodes != null) {
      body.put("min_nodes", minNodes);
    }
    if (strategy != null) {
      body.put("strategy", strategy);
    }
    return body;
  }

  /** Returns the body of a request to the model. */
  ObjectNode question() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("model", model).put("max_tokens", 8);
    body.putArray("messages").addObject().put("role", "user").put("content", "Hello");
    return body;
  }
}

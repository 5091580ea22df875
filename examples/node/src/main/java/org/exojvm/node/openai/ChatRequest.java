package org.exojvm.node.openai;

import org.exojvm.api.generation.TextGenerationTaskParams;
import org.exojvm.api.id.ModelId;

/**
 * A request, read and checked.
 *
 * @param params what to generate
 * @param includeUsage whether a stream ends with a piece that holds the usage
 */
record ChatRequest(TextGenerationTaskParams params, boolean includeUsage) {

  ModelId model() {
    return params.model();
  }

  boolean stream() {
    return params.stream();
  }
}

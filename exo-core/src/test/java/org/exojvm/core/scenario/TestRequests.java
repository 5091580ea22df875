package org.exojvm.core.scenario;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.generation.InputMessage;
import org.exojvm.api.generation.Role;
import org.exojvm.api.generation.TextGenerationTaskParams;
import org.exojvm.api.model.ModelCard;

/** Requests for the models of {@link TestClusters}. */
public final class TestRequests {

  private TestRequests() {}

  /** A streamed request of at most 20 tokens. */
  public static TextGenerationTaskParams text(ModelCard model, String prompt) {
    return new TextGenerationTaskParams(
        model.modelId(),
        ImmutableList.of(new InputMessage(Role.USER, prompt)),
        null,
        20L,
        null,
        null,
        true,
        null,
        false,
        null,
        null,
        null,
        null,
        null,
        false,
        null);
  }
}

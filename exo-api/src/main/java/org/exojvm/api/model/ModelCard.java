package org.exojvm.api.model;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.check.Checks;
import org.exojvm.api.id.ModelId;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Facts about a model that placement and loading need.
 *
 * @param modelId the model
 * @param storageSize bytes of weights
 * @param nLayers number of layers of the whole model
 * @param hiddenSize width of the hidden state, greater than 0
 * @param supportsTensor whether tensor parallel sharding is implemented
 * @param tasks what the model can do
 * @param components parts of a multi-part model, null for a plain one
 * @param family model family, may be empty
 * @param quantization quantization label, may be empty
 * @param baseModel display name of the unquantized model, may be empty
 * @param capabilities capability labels
 * @param usesCfg whether classifier-free guidance runs two passes that can be split over two groups
 * @param supportsPipeline whether pipeline sharding is supported (extension, default true; see D18
 *     in docs/differences.md)
 */
@Value.Builder
public record ModelCard(
    ModelId modelId,
    Memory storageSize,
    int nLayers,
    int hiddenSize,
    boolean supportsTensor,
    ImmutableList<ModelTask> tasks,
    @Nullable ImmutableList<ComponentInfo> components,
    String family,
    String quantization,
    String baseModel,
    ImmutableList<String> capabilities,
    boolean usesCfg,
    boolean supportsPipeline)
    implements WithModelCard {
  /** Checks the shape. */
  public ModelCard {
    Checks.inRange(nLayers > 0, "ModelCard.nLayers", nLayers, "greater than 0");
    Checks.inRange(hiddenSize > 0, "ModelCard.hiddenSize", hiddenSize, "greater than 0");
  }
}

package org.exojvm.api.model;

import org.exojvm.api.check.Checks;
import org.jspecify.annotations.Nullable;

/**
 * One part of a multi-part model, such as the text encoder of an image model.
 *
 * @param componentName name of the part, such as {@code transformer}
 * @param componentPath directory of the part inside the model
 * @param storageSize bytes of weights
 * @param nLayers number of layers of the whole model
 * @param canShard whether this part may be split
 * @param safetensorsIndexFilename index file name, if it has one
 */
public record ComponentInfo(
    String componentName,
    String componentPath,
    Memory storageSize,
    @Nullable Integer nLayers,
    boolean canShard,
    @Nullable String safetensorsIndexFilename) {
  /** Checks the shape. */
  public ComponentInfo {
    Checks.inRange(
        nLayers == null || nLayers > 0, "ComponentInfo.nLayers", nLayers, "null or greater than 0");
  }
}

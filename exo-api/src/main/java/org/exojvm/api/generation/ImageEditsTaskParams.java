package org.exojvm.api.generation;

import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * What an image edit shall produce.
 *
 * @param imageData source image, base64
 * @param totalInputChunks chunks the source image was cut into
 * @param prompt the prompt
 * @param model the model
 * @param n number of images
 * @param quality quality level
 * @param outputFormat file format
 * @param responseFormat how images are returned
 * @param size image size as text
 * @param imageStrength how much of the source survives, 0..1
 * @param stream whether chunks are wanted as they come
 * @param partialImages partial images wanted
 * @param advancedParams expert settings
 * @param bench whether this is a benchmark request
 */
@Value.Builder
public record ImageEditsTaskParams(
    String imageData,
    int totalInputChunks,
    String prompt,
    String model,
    @Nullable Long n,
    @Nullable ImageQuality quality,
    ImageFormat outputFormat,
    @Nullable ImageResponseFormat responseFormat,
    @Nullable String size,
    @Nullable Double imageStrength,
    boolean stream,
    @Nullable Integer partialImages,
    @Nullable AdvancedImageParams advancedParams,
    boolean bench)
    implements WithImageEditsTaskParams {}

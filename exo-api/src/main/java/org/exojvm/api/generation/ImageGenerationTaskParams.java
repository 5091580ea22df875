package org.exojvm.api.generation;

import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * What an image generation shall produce.
 *
 * @param prompt the prompt
 * @param background background mode
 * @param model the model
 * @param moderation moderation mode
 * @param n number of images
 * @param outputCompression compression level
 * @param outputFormat file format
 * @param partialImages partial images wanted
 * @param quality quality level
 * @param responseFormat how images are returned
 * @param size image size as text
 * @param stream whether chunks are wanted as they come
 * @param style style name
 * @param user end user label
 * @param advancedParams expert settings
 * @param bench whether this is a benchmark request
 */
@Value.Builder
public record ImageGenerationTaskParams(
    String prompt,
    @Nullable String background,
    String model,
    @Nullable String moderation,
    @Nullable Long n,
    @Nullable Long outputCompression,
    ImageFormat outputFormat,
    @Nullable Integer partialImages,
    @Nullable ImageQuality quality,
    @Nullable ImageResponseFormat responseFormat,
    @Nullable String size,
    @Nullable Boolean stream,
    @Nullable String style,
    @Nullable String user,
    @Nullable AdvancedImageParams advancedParams,
    boolean bench)
    implements WithImageGenerationTaskParams {}

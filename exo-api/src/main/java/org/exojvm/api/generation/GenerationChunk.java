package org.exojvm.api.generation;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.id.ModelId;
import org.jspecify.annotations.Nullable;

/** A piece of output of a generation. */
public sealed interface GenerationChunk {

  /** Returns the model that generated it. */
  ModelId model();

  /**
   * One generated token.
   *
   * @param model the model
   * @param text generated text
   * @param tokenId id in the vocabulary
   * @param usage token counts, on the last chunk
   * @param finishReason why generation ended
   * @param stats speed figures
   * @param logprob log probability of the token
   * @param topLogprobs most likely alternatives per token
   */
  public record TokenChunk(
      ModelId model,
      String text,
      long tokenId,
      @Nullable Usage usage,
      @Nullable FinishReason finishReason,
      @Nullable GenerationStats stats,
      @Nullable Double logprob,
      @Nullable ImmutableList<TopLogprobItem> topLogprobs)
      implements GenerationChunk {}

  /**
   * Generation ended with an error. {@code finishReason} is always {@code error}.
   *
   * @param model the model
   * @param errorMessage what went wrong, for people
   * @param finishReason why generation ended
   */
  public record ErrorChunk(ModelId model, String errorMessage, FinishReason finishReason)
      implements GenerationChunk {}

  /**
   * The model asks for tool calls. {@code finishReason} is always {@code tool_calls}.
   *
   * @param model the model
   * @param toolCalls calls the model asks for
   * @param usage token counts, on the last chunk
   * @param finishReason why generation ended
   * @param stats speed figures
   */
  public record ToolCallChunk(
      ModelId model,
      ImmutableList<ToolCallItem> toolCalls,
      @Nullable Usage usage,
      FinishReason finishReason,
      @Nullable GenerationStats stats)
      implements GenerationChunk {}

  /**
   * A piece of an image, base64.
   *
   * @param model the model
   * @param data payload
   * @param chunkIndex position, from 0
   * @param totalChunks number of chunks
   * @param imageIndex which image, from 0
   * @param isPartial whether this is a preview
   * @param partialIndex which preview
   * @param totalPartials number of previews
   * @param stats speed figures
   * @param format file format
   * @param finishReason why generation ended
   * @param errorMessage what went wrong, for people
   */
  public record ImageChunk(
      ModelId model,
      String data,
      int chunkIndex,
      int totalChunks,
      int imageIndex,
      boolean isPartial,
      @Nullable Integer partialIndex,
      @Nullable Integer totalPartials,
      @Nullable ImageGenerationStats stats,
      @Nullable ImageFormat format,
      @Nullable FinishReason finishReason,
      @Nullable String errorMessage)
      implements GenerationChunk {}
}

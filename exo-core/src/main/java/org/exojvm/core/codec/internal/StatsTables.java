package org.exojvm.core.codec.internal;

import static org.exojvm.core.codec.internal.Scalars.DOUBLE;
import static org.exojvm.core.codec.internal.Scalars.INT;
import static org.exojvm.core.codec.internal.Scalars.LONG;

import org.exojvm.api.generation.CompletionTokensDetails;
import org.exojvm.api.generation.GenerationStats;
import org.exojvm.api.generation.ImageGenerationStats;
import org.exojvm.api.generation.PromptTokensDetails;
import org.exojvm.api.generation.Usage;

/** Token counts and speed figures. One spelling; unknown fields are ignored. */
public final class StatsTables {

  public static final RecordCodec<PromptTokensDetails> PROMPT_TOKENS_DETAILS =
      RecordCodec.<PromptTokensDetails>plainRecord("PromptTokensDetails")
          .ignoringUnknown()
          .optional("cached_tokens", LONG, PromptTokensDetails::cachedTokens, 0L)
          .optional("audio_tokens", LONG, PromptTokensDetails::audioTokens, 0L)
          .build(s -> new PromptTokensDetails(s.at(0), s.at(1)));

  public static final RecordCodec<CompletionTokensDetails> COMPLETION_TOKENS_DETAILS =
      RecordCodec.<CompletionTokensDetails>plainRecord("CompletionTokensDetails")
          .ignoringUnknown()
          .optional("reasoning_tokens", LONG, CompletionTokensDetails::reasoningTokens, 0L)
          .optional("audio_tokens", LONG, CompletionTokensDetails::audioTokens, 0L)
          .optional(
              "accepted_prediction_tokens",
              LONG,
              CompletionTokensDetails::acceptedPredictionTokens,
              0L)
          .optional(
              "rejected_prediction_tokens",
              LONG,
              CompletionTokensDetails::rejectedPredictionTokens,
              0L)
          .build(s -> new CompletionTokensDetails(s.at(0), s.at(1), s.at(2), s.at(3)));

  public static final RecordCodec<Usage> USAGE =
      RecordCodec.<Usage>plainRecord("Usage")
          .ignoringUnknown()
          .required("prompt_tokens", LONG, Usage::promptTokens)
          .required("completion_tokens", LONG, Usage::completionTokens)
          .required("total_tokens", LONG, Usage::totalTokens)
          .required("prompt_tokens_details", PROMPT_TOKENS_DETAILS, Usage::promptTokensDetails)
          .required(
              "completion_tokens_details",
              COMPLETION_TOKENS_DETAILS,
              Usage::completionTokensDetails)
          .build(s -> new Usage(s.at(0), s.at(1), s.at(2), s.at(3), s.at(4)));

  public static final RecordCodec<GenerationStats> GENERATION_STATS =
      RecordCodec.<GenerationStats>plainRecord("GenerationStats")
          .ignoringUnknown()
          .required("prompt_tps", DOUBLE, GenerationStats::promptTps)
          .required("generation_tps", DOUBLE, GenerationStats::generationTps)
          .required("prompt_tokens", LONG, GenerationStats::promptTokens)
          .required("generation_tokens", LONG, GenerationStats::generationTokens)
          .required("peak_memory_usage", NodeTables.MEMORY, GenerationStats::peakMemoryUsage)
          .build(s -> new GenerationStats(s.at(0), s.at(1), s.at(2), s.at(3), s.at(4)));

  public static final RecordCodec<ImageGenerationStats> IMAGE_GENERATION_STATS =
      RecordCodec.<ImageGenerationStats>plainRecord("ImageGenerationStats")
          .ignoringUnknown()
          .required("seconds_per_step", DOUBLE, ImageGenerationStats::secondsPerStep)
          .required("total_generation_time", DOUBLE, ImageGenerationStats::totalGenerationTime)
          .required("num_inference_steps", LONG, ImageGenerationStats::numInferenceSteps)
          .required("num_images", LONG, ImageGenerationStats::numImages)
          .required("image_width", INT, ImageGenerationStats::imageWidth)
          .required("image_height", INT, ImageGenerationStats::imageHeight)
          .required("peak_memory_usage", NodeTables.MEMORY, ImageGenerationStats::peakMemoryUsage)
          .build(
              s ->
                  new ImageGenerationStats(
                      s.at(0), s.at(1), s.at(2), s.at(3), s.at(4), s.at(5), s.at(6)));

  private StatsTables() {}
}

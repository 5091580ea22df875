package org.exojvm.core.codec.internal;

import static org.exojvm.core.codec.internal.Scalars.DOUBLE;
import static org.exojvm.core.codec.internal.Scalars.INT;
import static org.exojvm.core.codec.internal.Scalars.LONG;
import static org.exojvm.core.codec.internal.Slots.parts;

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
          .optional("cached_tokens", LONG, 0L)
          .optional("audio_tokens", LONG, 0L)
          .build(
              s -> new PromptTokensDetails(s.at(0), s.at(1)),
              v -> parts(v.cachedTokens(), v.audioTokens()));

  public static final RecordCodec<CompletionTokensDetails> COMPLETION_TOKENS_DETAILS =
      RecordCodec.<CompletionTokensDetails>plainRecord("CompletionTokensDetails")
          .ignoringUnknown()
          .optional("reasoning_tokens", LONG, 0L)
          .optional("audio_tokens", LONG, 0L)
          .optional("accepted_prediction_tokens", LONG, 0L)
          .optional("rejected_prediction_tokens", LONG, 0L)
          .build(
              s -> new CompletionTokensDetails(s.at(0), s.at(1), s.at(2), s.at(3)),
              v ->
                  parts(
                      v.reasoningTokens(),
                      v.audioTokens(),
                      v.acceptedPredictionTokens(),
                      v.rejectedPredictionTokens()));

  public static final RecordCodec<Usage> USAGE =
      RecordCodec.<Usage>plainRecord("Usage")
          .ignoringUnknown()
          .required("prompt_tokens", LONG)
          .required("completion_tokens", LONG)
          .required("total_tokens", LONG)
          .required("prompt_tokens_details", PROMPT_TOKENS_DETAILS)
          .required("completion_tokens_details", COMPLETION_TOKENS_DETAILS)
          .build(
              s -> new Usage(s.at(0), s.at(1), s.at(2), s.at(3), s.at(4)),
              v ->
                  parts(
                      v.promptTokens(),
                      v.completionTokens(),
                      v.totalTokens(),
                      v.promptTokensDetails(),
                      v.completionTokensDetails()));

  public static final RecordCodec<GenerationStats> GENERATION_STATS =
      RecordCodec.<GenerationStats>plainRecord("GenerationStats")
          .ignoringUnknown()
          .required("prompt_tps", DOUBLE)
          .required("generation_tps", DOUBLE)
          .required("prompt_tokens", LONG)
          .required("generation_tokens", LONG)
          .required("peak_memory_usage", NodeTables.MEMORY)
          .build(
              s -> new GenerationStats(s.at(0), s.at(1), s.at(2), s.at(3), s.at(4)),
              v ->
                  parts(
                      v.promptTps(),
                      v.generationTps(),
                      v.promptTokens(),
                      v.generationTokens(),
                      v.peakMemoryUsage()));

  public static final RecordCodec<ImageGenerationStats> IMAGE_GENERATION_STATS =
      RecordCodec.<ImageGenerationStats>plainRecord("ImageGenerationStats")
          .ignoringUnknown()
          .required("seconds_per_step", DOUBLE)
          .required("total_generation_time", DOUBLE)
          .required("num_inference_steps", LONG)
          .required("num_images", LONG)
          .required("image_width", INT)
          .required("image_height", INT)
          .required("peak_memory_usage", NodeTables.MEMORY)
          .build(
              s ->
                  new ImageGenerationStats(
                      s.at(0), s.at(1), s.at(2), s.at(3), s.at(4), s.at(5), s.at(6)),
              v ->
                  parts(
                      v.secondsPerStep(),
                      v.totalGenerationTime(),
                      v.numInferenceSteps(),
                      v.numImages(),
                      v.imageWidth(),
                      v.imageHeight(),
                      v.peakMemoryUsage()));

  private StatsTables() {}
}

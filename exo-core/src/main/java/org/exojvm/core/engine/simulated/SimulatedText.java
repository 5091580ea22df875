package org.exojvm.core.engine.simulated;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.generation.CompletionTokensDetails;
import org.exojvm.api.generation.FinishReason;
import org.exojvm.api.generation.GenerationChunk.TokenChunk;
import org.exojvm.api.generation.GenerationStats;
import org.exojvm.api.generation.InputMessage;
import org.exojvm.api.generation.PromptTokensDetails;
import org.exojvm.api.generation.TextGenerationTaskParams;
import org.exojvm.api.generation.Usage;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.instance.ShardMetadata;
import org.exojvm.api.instance.ShardWeights;
import org.exojvm.api.model.Memory;

/**
 * The answer of a simulated model: the same request gives the same text, one word per token.
 *
 * @param model the model
 * @param words the answer, cut to the asked length
 * @param promptTokens words of the request
 * @param finishReason why the last word is the last
 * @param tokenMillis time per token; the request is read in that of one
 * @param memory what the shard of the speaker takes
 */
record SimulatedText(
    ModelId model,
    ImmutableList<String> words,
    long promptTokens,
    FinishReason finishReason,
    long tokenMillis,
    Memory memory) {

  /** Longest answer, in tokens. */
  static final int MAX_TOKENS = 4096;

  private static final int MAX_QUOTED_CHARS = 200;

  static SimulatedText answerTo(
      TextGenerationTaskParams params, ShardMetadata shard, SimulatedTimings timings) {
    ModelId model = shard.modelCard().modelId();
    int ranks = shard.worldSize();
    String question = params.input().isEmpty() ? "" : params.input().getLast().content();
    String quoted =
        question.length() <= MAX_QUOTED_CHARS
            ? question
            : question.substring(0, MAX_QUOTED_CHARS) + "...";
    ImmutableList<String> words =
        split(
            "You asked: "
                + quoted
                + " This is a simulated answer of "
                + model.value()
                + (ranks == 1 ? ", computed on one node." : ", computed on " + ranks + " nodes."));
    Long asked = params.maxOutputTokens();
    int length = (int) Math.max(1, Math.min(asked == null ? MAX_TOKENS : asked, words.size()));
    return new SimulatedText(
        model,
        words.subList(0, length),
        promptTokens(params),
        length < words.size() ? FinishReason.LENGTH : FinishReason.STOP,
        timings.tokenMillis(),
        ShardWeights.of(shard));
  }

  int length() {
    return words.size();
  }

  TokenChunk chunk(int index) {
    boolean last = index == words.size() - 1;
    String word = words.get(index);
    return new TokenChunk(
        model,
        index == 0 ? word : " " + word,
        Math.floorMod(word.hashCode(), 100_000),
        last ? usage() : null,
        last ? finishReason : null,
        last ? stats() : null,
        null,
        null);
  }

  private GenerationStats stats() {
    double tokensPerSecond = 1000.0 / Math.max(1, tokenMillis);
    return new GenerationStats(
        promptTokens * tokensPerSecond, tokensPerSecond, promptTokens, words.size(), memory);
  }

  private Usage usage() {
    long completion = words.size();
    return new Usage(
        promptTokens,
        completion,
        promptTokens + completion,
        new PromptTokensDetails(0, 0),
        new CompletionTokensDetails(0, 0, 0, 0));
  }

  private static long promptTokens(TextGenerationTaskParams params) {
    long count = 0;
    for (InputMessage message : params.input()) {
      count += split(message.content()).size();
    }
    return count;
  }

  private static ImmutableList<String> split(String text) {
    return ImmutableList.copyOf(text.trim().split("\\s+"));
  }
}

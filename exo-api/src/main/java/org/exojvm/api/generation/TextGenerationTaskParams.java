package org.exojvm.api.generation;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.collection.JsonText;
import org.exojvm.api.id.ModelId;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * What a text generation shall produce, in the shape of the reference's internal request.
 *
 * @param model the model
 * @param input the conversation
 * @param instructions system instructions, if any
 * @param maxOutputTokens upper bound of generated tokens
 * @param temperature sampling temperature
 * @param topP nucleus sampling mass
 * @param stream whether chunks are wanted as they come
 * @param tools tool descriptions as raw JSON objects
 * @param bench whether this is a benchmark request
 * @param topK sample among the k most likely tokens
 * @param stop texts that end the generation
 * @param seed seed of the sampler
 * @param chatTemplateMessages messages for the chat template as raw JSON objects
 * @param enableThinking whether the model may think aloud
 * @param logprobs whether log probabilities are wanted
 * @param topLogprobs most likely alternatives per token
 */
@Value.Builder
public record TextGenerationTaskParams(
    ModelId model,
    ImmutableList<InputMessage> input,
    @Nullable String instructions,
    @Nullable Long maxOutputTokens,
    @Nullable Double temperature,
    @Nullable Double topP,
    boolean stream,
    @Nullable ImmutableList<JsonText> tools,
    boolean bench,
    @Nullable Long topK,
    @Nullable StopSequences stop,
    @Nullable Long seed,
    @Nullable ImmutableList<JsonText> chatTemplateMessages,
    @Nullable Boolean enableThinking,
    boolean logprobs,
    @Nullable Integer topLogprobs)
    implements WithTextGenerationTaskParams {}

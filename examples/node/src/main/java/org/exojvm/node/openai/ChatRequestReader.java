package org.exojvm.node.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.Optional;
import org.exojvm.api.collection.JsonText;
import org.exojvm.api.generation.StopSequences;
import org.exojvm.api.generation.TextGenerationTaskParams;
import org.exojvm.api.id.ModelId;
import org.exojvm.node.http.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of {@code POST /v1/chat/completions} (OpenAI's API reference, "Create chat
 * completion"), with {@code top_k} and {@code enable_thinking} besides, which open models know.
 * Fields that nobody knows are passed over, as OpenAI's server does.
 */
final class ChatRequestReader {

  /** Largest number of tokens that can be asked for. */
  private static final long MAX_TOKENS = Integer.MAX_VALUE;

  /** Most tools of a request; OpenAI's bound. */
  private static final int MAX_TOOLS = 128;

  /** Most stop sequences. OpenAI takes 4, servers of open models more. */
  private static final int MAX_STOPS = 16;

  private static final int MAX_TOP_LOGPROBS = 20;

  private static final ImmutableSet<String> EFFORTS =
      ImmutableSet.of("none", "minimal", "low", "medium", "high", "xhigh");

  private ChatRequestReader() {}

  static ChatRequest read(byte[] body) throws Problem {
    RequestFields request = RequestFields.of(body);
    ModelId model = model(request);
    Conversation conversation = Conversation.of(request);
    Unsupported.refuse(request);
    boolean stream = request.bool("stream").orElse(false);
    boolean logprobs = request.bool("logprobs").orElse(false);
    TextGenerationTaskParams params =
        new TextGenerationTaskParams(
            model,
            conversation.input(),
            conversation.instructions(),
            maxTokens(request),
            request.number("temperature", 0, 2).orElse(null),
            request.number("top_p", 0, 1).orElse(null),
            stream,
            tools(request),
            false,
            request.integer("top_k", 1, MAX_TOKENS).orElse(null),
            stop(request),
            request.integer("seed", Long.MIN_VALUE, Long.MAX_VALUE).orElse(null),
            conversation.templateMessages(),
            thinking(request),
            logprobs,
            topLogprobs(request, logprobs));
    return new ChatRequest(params, includeUsage(request, stream));
  }

  private static ModelId model(RequestFields request) throws Problem {
    String model = request.requiredString("model");
    if (model.isEmpty()) {
      throw RequestFields.invalid("model", "is empty. Maybe use an id of GET /v1/models.");
    }
    return ModelId.of(model);
  }

  private static @Nullable Long maxTokens(RequestFields request) throws Problem {
    Optional<Long> older = request.integer("max_tokens", 1, MAX_TOKENS);
    Optional<Long> newer = request.integer("max_completion_tokens", 1, MAX_TOKENS);
    if (older.isPresent() && newer.isPresent() && !older.equals(newer)) {
      throw RequestFields.invalid(
          "max_tokens",
          "is %d, and 'max_completion_tokens' is %d. Maybe send the latter alone."
              .formatted(older.get(), newer.get()));
    }
    return newer.or(() -> older).orElse(null);
  }

  private static @Nullable ImmutableList<JsonText> tools(RequestFields request) throws Problem {
    Optional<ArrayNode> tools = request.array("tools", MAX_TOOLS);
    boolean wanted = toolsAreWanted(request);
    if (tools.isEmpty()) {
      return null;
    }
    ImmutableList.Builder<JsonText> texts = ImmutableList.builder();
    for (int i = 0; i < tools.get().size(); i++) {
      RequestFields tool = RequestFields.of(tools.get().get(i), "tools[%d]".formatted(i));
      String type = tool.requiredString("type");
      if (!type.equals("function")) {
        throw RequestFields.unsupported(
            tool.path("type"),
            "is '%s', and may be 'function' here.".formatted(ShownText.of(type)));
      }
      var _ =
          tool.object("function")
              .orElseThrow(() -> tool.missing("function"))
              .requiredString("name");
      texts.add(new JsonText(tool.node().toString()));
    }
    return wanted ? texts.build() : null;
  }

  /** Nobody can make a model call a tool; it can only be offered some. */
  private static boolean toolsAreWanted(RequestFields request) throws Problem {
    Optional<JsonNode> choice = request.value("tool_choice");
    if (choice.isEmpty()) {
      return true;
    }
    if (choice.get().isTextual()) {
      switch (choice.get().textValue()) {
        case "auto" -> {
          return true;
        }
        case "none" -> {
          return false;
        }
        default -> {}
      }
    }
    throw RequestFields.unsupported("tool_choice", "may be 'auto' or 'none' here.");
  }

  private static @Nullable StopSequences stop(RequestFields request) throws Problem {
    Optional<JsonNode> stop = request.value("stop");
    if (stop.isEmpty()) {
      return null;
    }
    if (!(stop.get() instanceof ArrayNode)) {
      String text = RequestFields.text("stop", "a string or an array of strings", stop.get());
      return new StopSequences(ImmutableList.of(text), true);
    }
    ImmutableList.Builder<String> texts = ImmutableList.builder();
    for (JsonNode one : request.array("stop", MAX_STOPS).orElseThrow()) {
      texts.add(RequestFields.text("stop", "an array of strings", one));
    }
    return new StopSequences(texts.build(), false);
  }

  private static @Nullable Boolean thinking(RequestFields request) throws Problem {
    Optional<Boolean> enable = request.bool("enable_thinking");
    Optional<String> effort = request.string("reasoning_effort");
    if (effort.isPresent() && !EFFORTS.contains(effort.get())) {
      throw RequestFields.invalid(
          "reasoning_effort",
          "is '%s'. Supported are %s.".formatted(ShownText.of(effort.get()), EFFORTS));
    }
    return enable.or(() -> effort.map(value -> !value.equals("none"))).orElse(null);
  }

  private static @Nullable Integer topLogprobs(RequestFields request, boolean logprobs)
      throws Problem {
    Optional<Long> top = request.integer("top_logprobs", 0, MAX_TOP_LOGPROBS);
    if (top.isPresent() && !logprobs) {
      throw RequestFields.invalid("top_logprobs", "needs 'logprobs' to be true. Maybe add it.");
    }
    return top.map(Long::intValue).orElse(null);
  }

  private static boolean includeUsage(RequestFields request, boolean stream) throws Problem {
    Optional<RequestFields> options = request.object("stream_options");
    if (options.isEmpty()) {
      return false;
    }
    if (!stream) {
      throw RequestFields.invalid(
          "stream_options", "needs 'stream' to be true. Maybe leave it out.");
    }
    return options.get().bool("include_usage").orElse(false);
  }
}

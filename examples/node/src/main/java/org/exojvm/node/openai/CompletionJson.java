package org.exojvm.node.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import com.google.common.collect.ImmutableList;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.exojvm.api.generation.FinishReason;
import org.exojvm.api.generation.GenerationChunk.TokenChunk;
import org.exojvm.api.generation.GenerationStats;
import org.exojvm.api.generation.ToolCallItem;
import org.exojvm.api.generation.TopLogprobItem;
import org.exojvm.api.generation.Usage;
import org.exojvm.core.codec.ExoJson;
import org.exojvm.core.codec.WireTypes;
import org.jspecify.annotations.Nullable;

/**
 * What goes back: {@code chat.completion} and {@code chat.completion.chunk} of OpenAI's schema.
 * {@code generation_stats} is the reference's extension: how fast the engine was.
 *
 * @param id id of the completion, which is that of its command
 * @param created seconds since 1970
 * @param model the model
 * @param includeUsage whether pieces have the field {@code usage}
 * @param logprobs whether log probabilities are wanted
 */
record CompletionJson(
    String id, long created, String model, boolean includeUsage, boolean logprobs) {

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** Returns the first piece of a stream, which says who speaks. */
  ObjectNode opening() {
    return piece(object().put("role", "assistant").put("content", ""), null, null);
  }

  /** Returns a piece with text. */
  ObjectNode text(TokenChunk token) {
    return piece(object().put("content", token.text()), logprobs(List.of(token)), null);
  }

  /** Returns a piece with tool calls. */
  ObjectNode toolCalls(List<ToolCallItem> calls) {
    ObjectNode delta = object();
    delta.set("tool_calls", calls(calls, true));
    return piece(delta, null, null);
  }

  /** Returns the piece that says why the answer ends. */
  ObjectNode ending(FinishReason reason, @Nullable GenerationStats stats) {
    ObjectNode piece = piece(object(), null, reason);
    putStats(piece, stats);
    return piece;
  }

  /** Returns the piece with the usage, which has no choices. */
  ObjectNode usage(@Nullable Usage usage) {
    ObjectNode piece = head("chat.completion.chunk");
    piece.putArray("choices");
    putUsage(piece, usage);
    return piece;
  }

  /** Returns a whole answer. */
  ObjectNode whole(WholeAnswer answer) {
    ObjectNode json = head("chat.completion");
    ObjectNode choice = json.putArray("choices").addObject().put("index", 0);
    ObjectNode message = choice.putObject("message").put("role", "assistant");
    if (answer.calls().isEmpty() || !answer.text().isEmpty()) {
      message.put("content", answer.text());
    } else {
      message.putNull("content");
    }
    message.putNull("refusal");
    if (!answer.calls().isEmpty()) {
      message.set("tool_calls", calls(answer.calls(), false));
    }
    choice.set("logprobs", logprobs(answer.tokens()));
    choice.put("finish_reason", answer.reason().wireName());
    putUsage(json, answer.usage());
    putStats(json, answer.stats());
    return json;
  }

  private ObjectNode head(String kind) {
    return object().put("id", id).put("object", kind).put("created", created).put("model", model);
  }

  private ObjectNode piece(
      ObjectNode delta, @Nullable ObjectNode logprobs, @Nullable FinishReason reason) {
    ObjectNode piece = head("chat.completion.chunk");
    ObjectNode choice = piece.putArray("choices").addObject().put("index", 0);
    choice.set("delta", delta);
    choice.set("logprobs", logprobs);
    choice.put("finish_reason", reason == null ? null : reason.wireName());
    if (includeUsage) {
      piece.putNull("usage");
    }
    return piece;
  }

  private static ArrayNode calls(List<ToolCallItem> calls, boolean numbered) {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    for (ToolCallItem call : calls) {
      ObjectNode one = json.addObject();
      if (numbered) {
        one.put("index", json.size() - 1);
      }
      one.put("id", call.id()).put("type", "function");
      one.putObject("function").put("name", call.name()).put("arguments", call.arguments());
    }
    return json;
  }

  private @Nullable ObjectNode logprobs(List<TokenChunk> tokens) {
    if (!logprobs) {
      return null;
    }
    ObjectNode json = object();
    ArrayNode content = json.putArray("content");
    for (TokenChunk token : tokens) {
      Double logprob = token.logprob();
      if (logprob != null) {
        ObjectNode one = content.addObject();
        putToken(one, token.text(), logprob, null);
        ArrayNode alternatives = one.putArray("top_logprobs");
        ImmutableList<TopLogprobItem> top = token.topLogprobs();
        if (top != null) {
          top.forEach(
              item ->
                  putToken(alternatives.addObject(), item.token(), item.logprob(), item.bytes()));
        }
      }
    }
    json.putNull("refusal");
    return json;
  }

  private static void putToken(
      ObjectNode json, String token, double logprob, @Nullable ImmutableList<Integer> bytes) {
    json.put("token", token).put("logprob", logprob);
    ArrayNode octets = json.putArray("bytes");
    if (bytes == null) {
      for (byte octet : token.getBytes(StandardCharsets.UTF_8)) {
        octets.add(Byte.toUnsignedInt(octet));
      }
    } else {
      bytes.forEach(octets::add);
    }
  }

  private static void putUsage(ObjectNode json, @Nullable Usage usage) {
    if (usage == null) {
      json.putNull("usage");
    } else {
      json.putRawValue("usage", new RawValue(ExoJson.wire().encode(WireTypes.USAGE, usage)));
    }
  }

  private static void putStats(ObjectNode json, @Nullable GenerationStats stats) {
    if (stats != null) {
      json.putRawValue(
          "generation_stats",
          new RawValue(ExoJson.wire().encode(WireTypes.GENERATION_STATS, stats)));
    }
  }
}

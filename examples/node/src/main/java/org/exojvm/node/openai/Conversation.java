package org.exojvm.node.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.exojvm.api.collection.JsonText;
import org.exojvm.api.generation.InputMessage;
import org.exojvm.api.generation.Role;
import org.exojvm.node.http.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The messages of a request.
 *
 * @param input what people and models said
 * @param instructions what operators said, if anything
 * @param templateMessages all of it as raw JSON for the chat template; null where {@code input} and
 *     {@code instructions} say it all, so that it does not travel twice
 */
record Conversation(
    ImmutableList<InputMessage> input,
    @Nullable String instructions,
    @Nullable ImmutableList<JsonText> templateMessages) {

  /** Most messages; more than any context holds. */
  private static final int MAX_MESSAGES = 10_000;

  /** Most parts of one message. */
  private static final int MAX_PARTS = 1_000;

  /** Fields of messages that only a template knows what to do with. */
  private static final ImmutableList<String> FOR_TEMPLATES =
      ImmutableList.of("name", "tool_calls", "tool_call_id");

  static Conversation of(RequestFields request) throws Problem {
    ArrayNode messages =
        request.array("messages", MAX_MESSAGES).orElseThrow(() -> request.missing("messages"));
    if (messages.isEmpty()) {
      throw RequestFields.invalid("messages", "is empty. Maybe add what the user says.");
    }
    Reading reading = new Reading();
    for (int i = 0; i < messages.size(); i++) {
      reading.add(RequestFields.of(messages.get(i), "messages[%d]".formatted(i)));
    }
    return reading.result();
  }

  /** Collects messages. */
  private static final class Reading {

    private final ImmutableList.Builder<InputMessage> input = ImmutableList.builder();
    private final List<String> instructions = new ArrayList<>();
    private final ImmutableList.Builder<JsonText> template = ImmutableList.builder();
    private boolean needsTemplate;

    void add(RequestFields message) throws Problem {
      String role = message.requiredString("role");
      Optional<String> content = content(message);
      switch (role) {
        case "system", "developer" -> instructions.add(required(content, message));
        case "user" -> input.add(new InputMessage(Role.USER, required(content, message)));
        case "assistant" -> assistant(content, message);
        case "tool", "function" -> {
          var _ = required(content, message);
          needsTemplate = true;
        }
        default ->
            throw RequestFields.invalid(
                message.path("role"),
                "is '%s'. Supported are 'system', 'developer', 'user', 'assistant' and 'tool'."
                    .formatted(ShownText.of(role)));
      }
      template.add(forTemplate(role, content, message));
    }

    private void assistant(Optional<String> content, RequestFields message) throws Problem {
      if (content.isPresent()) {
        input.add(new InputMessage(Role.ASSISTANT, content.get()));
      } else if (message.array("tool_calls", MAX_PARTS).isEmpty()) {
        throw message.missing("content");
      }
    }

    private static String required(Optional<String> content, RequestFields message) throws Problem {
      if (content.isEmpty()) {
        throw message.missing("content");
      }
      return content.get();
    }

    private JsonText forTemplate(String role, Optional<String> content, RequestFields message)
        throws Problem {
      ObjectNode json = JsonNodeFactory.instance.objectNode().put("role", role);
      content.ifPresent(text -> json.put("content", text));
      for (String name : FOR_TEMPLATES) {
        Optional<JsonNode> value = message.value(name);
        if (value.isPresent()) {
          json.set(name, checked(name, value.get(), message));
          needsTemplate = true;
        }
      }
      return new JsonText(json.toString());
    }

    private static JsonNode checked(String name, JsonNode value, RequestFields message)
        throws Problem {
      if (name.equals("tool_calls")) {
        var _ = message.array(name, MAX_PARTS);
      } else {
        var _ = message.string(name);
      }
      return value;
    }

    Conversation result() {
      return new Conversation(
          input.build(),
          instructions.isEmpty() ? null : String.join("\n", instructions),
          needsTemplate ? template.build() : null);
    }
  }

  /** Returns the text of a message: a string, or parts of text, one a line. */
  private static Optional<String> content(RequestFields message) throws Problem {
    Optional<JsonNode> value = message.value("content");
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (!(value.get() instanceof ArrayNode)) {
      return Optional.of(
          RequestFields.text(
              message.path("content"), "a string or an array of objects", value.get()));
    }
    ArrayNode parts = message.array("content", MAX_PARTS).orElseThrow();
    StringJoiner text = new StringJoiner("\n");
    for (int i = 0; i < parts.size(); i++) {
      text.add(part(RequestFields.of(parts.get(i), message.path("content") + "[" + i + "]")));
    }
    return Optional.of(text.toString());
  }

  private static String part(RequestFields part) throws Problem {
    String type = part.requiredString("type");
    return switch (type) {
      case "text" -> part.requiredString("text");
      case "refusal" -> part.requiredString("refusal");
      default ->
          throw RequestFields.unsupported(
              part.path("type"),
              "is '%s', and models here read text alone. Maybe send parts of type 'text'."
                  .formatted(ShownText.of(type)));
    };
  }
}

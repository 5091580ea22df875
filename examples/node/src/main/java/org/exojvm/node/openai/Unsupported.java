package org.exojvm.node.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.google.common.collect.ImmutableList;
import java.util.Optional;
import org.exojvm.node.http.Problem;

/**
 * Fields of OpenAI's schema that no engine here honours. Their defaults are taken; anything else is
 * refused, because the answer would not be the one that was asked for.
 */
final class Unsupported {

  private static final ImmutableList<String> PENALTIES =
      ImmutableList.of("frequency_penalty", "presence_penalty");

  private static final ImmutableList<String> WITHOUT_DEFAULT =
      ImmutableList.of("audio", "functions", "function_call", "web_search_options");

  /** Most modalities OpenAI knows. */
  private static final int MAX_MODALITIES = 2;

  private Unsupported() {}

  static void refuse(RequestFields request) throws Problem {
    if (request.integer("n", 1, 128).orElse(1L) != 1) {
      throw RequestFields.unsupported("n", "may be 1 here. Maybe send several requests.");
    }
    for (String penalty : PENALTIES) {
      if (request.number(penalty, -2, 2).orElse(0.0) != 0.0) {
        throw RequestFields.unsupported(penalty, "may be 0 here. Maybe leave it out.");
      }
    }
    Optional<RequestFields> bias = request.object("logit_bias");
    if (bias.isPresent() && !bias.get().node().isEmpty()) {
      throw RequestFields.unsupported("logit_bias", "may be empty here. Maybe leave it out.");
    }
    for (String name : WITHOUT_DEFAULT) {
      if (request.value(name).isPresent()) {
        throw RequestFields.unsupported(name, "is not supported here. Maybe leave it out.");
      }
    }
    responseFormat(request);
    modalities(request);
  }

  private static void responseFormat(RequestFields request) throws Problem {
    Optional<RequestFields> format = request.object("response_format");
    if (format.isPresent() && !format.get().requiredString("type").equals("text")) {
      throw RequestFields.unsupported(
          "response_format.type", "may be 'text' here. Maybe ask for JSON in a message.");
    }
  }

  private static void modalities(RequestFields request) throws Problem {
    Optional<ArrayNode> modalities = request.array("modalities", MAX_MODALITIES);
    if (modalities.isPresent()) {
      for (JsonNode modality : modalities.get()) {
        if (!RequestFields.text("modalities", "an array of strings", modality).equals("text")) {
          throw RequestFields.unsupported("modalities", "may be ['text'] here.");
        }
      }
    }
  }
}

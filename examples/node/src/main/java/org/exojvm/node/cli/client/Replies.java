package org.exojvm.node.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.exojvm.node.terminal.Text;

/** Reads what a node answers, and says why it did not. */
final class Replies {

  /** Longest refusal of a stream that is read. */
  static final int MAX_REFUSAL_BYTES = 65_536;

  /** Longest part of a body that is shown when it is not understood. */
  private static final int MAX_SHOWN = 60;

  /** Strings and names that a node may send: chunks of images are the longest. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              new com.fasterxml.jackson.core.JsonFactoryBuilder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxDocumentLength(ApiClient.MAX_BODY_BYTES)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Replies() {}

  static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }

  /** Reads JSON; empty when it is none. */
  static Optional<JsonNode> json(String text) {
    try {
      JsonNode json = MAPPER.readTree(text);
      return json.isMissingNode() ? Optional.empty() : Optional.of(json);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** Reads a whole response. */
  static Answer read(NodeAddress address, int status, byte[] body) {
    String text = text(body);
    if (status < 200 || status > 299) {
      return refusal(address, status, text);
    }
    Optional<JsonNode> json = json(text);
    return json.isPresent()
        ? new Answer.Ok(text, json.get())
        : notUnderstood(address, status, text);
  }

  /** Reads a response that is not a success. */
  static Answer.Failure refusal(NodeAddress address, int status, String text) {
    JsonNode error = json(text).map(json -> json.path("error")).orElse(null);
    String message = error == null ? "" : error.path("message").asText();
    if (error == null || message.isEmpty()) {
      return notUnderstood(address, status, text);
    }
    String shown = Text.printable(message);
    return switch (status) {
      case 404 -> new Answer.NotFound(shown);
      case 401 ->
          new Answer.Refused(
              status,
              error.path("code").asText(),
              whatIsWrong(shown) + " Maybe give the token file of the node with --token-file.");
      default -> new Answer.Refused(status, error.path("code").asText(), shown);
    };
  }

  /** Returns a message without its hint: the one for clients of HTTP is of no use here. */
  private static String whatIsWrong(String message) {
    int hint = message.indexOf(" Maybe ");
    return hint < 0 ? message : message.substring(0, hint);
  }

  private static Answer.NotUnderstood notUnderstood(NodeAddress address, int status, String text) {
    String start = text.substring(0, Math.min(MAX_SHOWN, text.length()));
    return new Answer.NotUnderstood(
        "What answers at %s is not the API of a node: status %d and \"%s\". Maybe give another address with --node."
            .formatted(address, status, Text.printable(start)));
  }

  static Answer.Late late(NodeAddress address, String method, Duration atMost) {
    return new Answer.Late(
        "The node at %s has not answered within %d s.%s"
            .formatted(address, atMost.toSeconds(), doubt(method)));
  }

  static Answer.Failure broken(NodeAddress address, String method, Throwable cause) {
    return switch (cause) {
      case HttpConnectTimeoutException _ ->
          new Answer.Unreachable(
              "No connection to %s came about in time. %s".formatted(address, start()));
      case ConnectException e when e.getCause() instanceof UnresolvedAddressException ->
          new Answer.Unreachable(
              "The host of %s is not known. Maybe give another address with --node."
                  .formatted(address));
      case ConnectException _ ->
          new Answer.Unreachable("Nothing listens at %s. %s".formatted(address, start()));
      default ->
          new Answer.Unreachable(
              "The connection to %s broke: %s.%s"
                  .formatted(
                      address, Text.printable(String.valueOf(cause.getMessage())), doubt(method)));
    };
  }

  private static String start() {
    return "Maybe start a node with 'examples/run node', or give the address of another one with"
        + " --node.";
  }

  private static String doubt(String method) {
    return method.equals("GET")
        ? " Maybe look at its log, or ask another node."
        : " Whether it has done what was asked is not known. Maybe look before asking again.";
  }
}

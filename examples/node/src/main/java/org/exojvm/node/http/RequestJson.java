package org.exojvm.node.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/**
 * Reads bodies that are JSON objects, strictly: no field twice, nothing behind the object, nothing
 * nested deeper than a client could mean.
 *
 * <p>Threading: safe for any thread.
 */
public final class RequestJson {

  /** Deepest nesting; instances and descriptions of tools need about ten. */
  private static final int MAX_DEPTH = 64;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** What the parser says of a field that it has seen before; it has no class of its own. */
  private static final String DUPLICATE = "Duplicate";

  private RequestJson() {}

  /**
   * Reads an object.
   *
   * @param body bytes of a request, bounded by the server already
   * @param example an object that the client could have meant, for the message
   * @throws Problem 400, and says where the body ceases to be an object
   */
  public static ObjectNode object(byte[] body, String example) throws Problem {
    try {
      if (JSON.readTree(body) instanceof ObjectNode object) {
        return object;
      }
      throw malformed(body.length == 0 ? "it is empty" : "it is something else", example);
    } catch (JsonProcessingException e) {
      throw malformed(whereItBreaks(e), example);
    } catch (IOException e) {
      throw malformed("it is not UTF-8", example);
    }
  }

  /** What the parser says itself names its own settings and classes, which no client can change. */
  private static String whereItBreaks(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    String where =
        at == null ? "" : "line %d, column %d: ".formatted(at.getLineNr(), at.getColumnNr());
    return where + whatIsWrong(e);
  }

  private static String whatIsWrong(JsonProcessingException e) {
    String said = String.valueOf(e.getOriginalMessage());
    return switch (e) {
      case StreamConstraintsException _ ->
          "something is nested deeper than %d or too long".formatted(MAX_DEPTH);
      case MismatchedInputException _ -> "something follows the object";
      case JsonEOFException _ -> "it ends too early";
      default -> said.startsWith(DUPLICATE) ? "a field is there twice" : "this is no JSON";
    };
  }

  private static Problem malformed(String why, String example) {
    return Problem.badRequest(
        "invalid_json",
        "The body is not a JSON object: %s. Maybe send %s.".formatted(why, example));
  }
}

package org.exojvm.node.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The JSON of a {@link Problem}. */
public final class ErrorBody {

  private ErrorBody() {}

  /** Returns {@code {"error":{"message","type","param","code"}}}. */
  public static ObjectNode of(Problem problem) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("error")
        .put("message", problem.text())
        .put("type", problem.type())
        .put("param", problem.param())
        .put("code", problem.code());
    return body;
  }
}

package org.exojvm.node.http;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request as a {@link RouteHandler} sees it: decoded, within all limits. */
public interface ApiRequest {

  /** Returns the method, upper case. */
  String method();

  /** Returns the path as it was sent, still percent-encoded. */
  String rawPath();

  /** Returns what stood in the place of the variables of the route, percent-decoded. */
  ImmutableMap<String, String> variables();

  /** Returns the query, decoded, in order. */
  ImmutableListMultimap<String, String> query();

  /** Returns a header field, the first of that name. */
  @Nullable String header(String name);

  /**
   * Returns the body. Read when first asked for, and kept.
   *
   * @throws Problem 413 when it is larger than allowed, 400 when it breaks off
   */
  byte[] body() throws Problem;

  /**
   * Returns whether the client has closed its side. Ask only after the body has been read. Does not
   * block; meant to be asked a few times a second by whoever works for a client.
   */
  boolean isGone();

  /** Returns what stood in the place of a variable of the route. */
  default String variable(String name) {
    String value = variables().get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "The route has no variable {%s}, only %s.".formatted(name, variables().keySet()));
    }
    return value;
  }

  /**
   * Returns a parameter of the query.
   *
   * @throws Problem 400 when it is there more than once
   */
  default Optional<String> parameter(String name) throws Problem {
    List<String> values = query().get(name);
    if (values.size() > 1) {
      throw Problem.badParameter(
          name,
          "Parameter '%s' is there %d times. Maybe send it once.".formatted(name, values.size()));
    }
    return values.stream().findFirst();
  }
}

package org.exojvm.node.api;

import org.jspecify.annotations.Nullable;

/**
 * A request of the fuzz test.
 *
 * @param kind how it was made
 * @param method its method
 * @param target path and query, encoded
 * @param body its body, null for none
 * @param operation what it is meant for; null when it leads nowhere
 */
record GeneratedRequest(
    Kind kind,
    String method,
    String target,
    @Nullable String body,
    ApiDocument.@Nullable Operation operation) {

  /** How a request is made. */
  enum Kind {
    /** As the document says. */
    VALID,
    /** As the document says, but for one thing. */
    MUTATED,
    /** A method that the path does not answer. */
    WRONG_METHOD,
    /** A path that leads nowhere. */
    WRONG_PATH,
    /** A body that is no JSON object. */
    GARBAGE
  }

  @Override
  public String toString() {
    return "%s %s %s %s".formatted(kind, method, target, body);
  }
}

package org.exojvm.node.cli.client;

import com.fasterxml.jackson.databind.JsonNode;

/** What became of a request. */
public sealed interface Answer {

  /**
   * The node did as asked.
   *
   * @param text the body as it came
   * @param json the same, read
   */
  record Ok(String text, JsonNode json) implements Answer {}

  /** It was not done, or nobody can tell. */
  sealed interface Failure extends Answer {

    /** Returns why, for people: the values and a hint. */
    String sentence();

    /** Returns whether the same request may well be answered a little later. */
    default boolean mayPass() {
      return switch (this) {
        case Unreachable _, Late _ -> true;
        case Refused refused -> refused.status() == 503 || refused.status() == 429;
        case NotFound _, NotUnderstood _ -> false;
      };
    }
  }

  /**
   * The node refused or failed.
   *
   * @param status status of the response
   * @param code the node's word for the reason, for programs
   * @param sentence the node's reason, for people
   */
  record Refused(int status, String code, String sentence) implements Failure {}

  /** What was asked for is not there. */
  record NotFound(String sentence) implements Failure {}

  /** There is no connection, or it broke. */
  record Unreachable(String sentence) implements Failure {}

  /** No answer came in time. */
  record Late(String sentence) implements Failure {}

  /** Something answered that is not an API of a node. */
  record NotUnderstood(String sentence) implements Failure {}
}

package org.exojvm.api.generation;

/** Why a generation ended. */
public enum FinishReason {
  /** The model was done. */
  STOP("stop"),

  /** The token limit was reached. */
  LENGTH("length"),

  /** The model asks for tools. */
  TOOL_CALLS("tool_calls"),

  /** A filter stopped it. */
  CONTENT_FILTER("content_filter"),

  /** The model asks for a function. */
  FUNCTION_CALL("function_call"),

  /** It failed. */
  ERROR("error");

  private final String wireName;

  FinishReason(String wireName) {
    this.wireName = wireName;
  }

  /** Returns the name on the wire, case-sensitive. */
  public String wireName() {
    return wireName;
  }
}

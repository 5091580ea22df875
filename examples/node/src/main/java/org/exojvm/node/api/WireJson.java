package org.exojvm.node.api;

import org.exojvm.core.codec.ExoJson;
import org.exojvm.core.codec.MalformedMessageException;
import org.exojvm.core.codec.WireType;

/** Values of the cluster that a client sends, in either spelling. */
final class WireJson {

  /** Every type that a client sends has this field somewhere, and so shows how it is spelled. */
  private static final String SNAKE_FIELD = "\"model_id\"";

  private WireJson() {}

  /**
   * Returns the value of a text whose fields are all in camel case, or all in snake case.
   *
   * @throws MalformedMessageException if it is not such a value; says what is wrong in the spelling
   *     that was meant
   */
  static <T> T decode(WireType<T> type, String json) throws MalformedMessageException {
    return json.contains(SNAKE_FIELD)
        ? ExoJson.wire().decode(type, json)
        : ExoJson.api().decode(type, json);
  }
}

package org.exojvm.node.cli.client;

/** What a stream of server-sent events brings (WHATWG HTML, section 9.2). */
sealed interface ServerEvent {

  /**
   * An event.
   *
   * @param id the last id that was sent, "" before the first
   * @param name its name, "message" when it has none
   * @param data its data
   */
  record Message(String id, String name, String data) implements ServerEvent {}

  /** A comment: the connection lives. */
  record Comment() implements ServerEvent {}
}

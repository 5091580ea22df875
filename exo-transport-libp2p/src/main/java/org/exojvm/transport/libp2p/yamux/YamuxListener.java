package org.exojvm.transport.libp2p.yamux;

/** Is told of what happens in a session, by its threads; must not block. */
public interface YamuxListener {

  /** The peer has opened a stream; whoever takes it closes or resets it. */
  void opened(YamuxStream stream);

  /**
   * The session is over; called once.
   *
   * @param violation whether the peer has broken a rule
   */
  void ended(String reason, boolean violation);
}

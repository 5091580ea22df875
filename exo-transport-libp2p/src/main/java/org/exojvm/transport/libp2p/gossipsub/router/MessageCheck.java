package org.exojvm.transport.libp2p.gossipsub.router;

/** Says whether a message that names an author is that author's, and may be spread. */
@FunctionalInterface
public interface MessageCheck {

  /** What came of it. */
  enum Verdict {
    /** Deliver it and pass it on. */
    ACCEPT,
    /** It has no signature, or not that of its author. */
    BAD_SIGNATURE,
    /** Its author is nobody whose messages are wanted. */
    FOREIGN_AUTHOR
  }

  /** Returns the verdict; a function of the message alone. */
  Verdict check(GossipMessage message);
}

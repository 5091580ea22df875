package org.exojvm.transport.libp2p.gossipsub.router;

/** Why something that a peer sent was let go. */
public enum DropReason {
  /** From a peer that is not connected. */
  UNKNOWN_PEER,
  /** A message without an author, or one that is no peer id. */
  BAD_AUTHOR,
  /** A message whose number is absent or not 8 bytes long. */
  BAD_SEQNO,
  /** A message that is not signed by its author. */
  BAD_SIGNATURE,
  /** A message of an author whose messages are not wanted. */
  FOREIGN_AUTHOR,
  /** A message of this node itself that came back. */
  OWN,
  /** A message on a topic that this node has not joined. */
  FOREIGN_TOPIC,
  /** A message that came before; the usual fate of most copies. */
  DUPLICATE,
  /** A subscription beyond the most of one peer. */
  TOO_MANY_TOPICS,
  /** A list of names, or names of it, beyond the most between heartbeats. */
  TOO_MUCH_GOSSIP,
  /** Anything of a peer that is put out and whose connections have not ended yet. */
  EXPELLED
}

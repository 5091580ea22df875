package org.exojvm.transport.libp2p.gossipsub;

/** What gossip counts beside what the router lets go. */
public enum GossipCounter {
  /** Own messages that were signed and taken. */
  PUBLISHED,
  /** Own messages that were refused, because too many waited. */
  REFUSED,
  /** Messages of others that were delivered here. */
  DELIVERED,
  /** Packets that came in. */
  RECEIVED,
  /** Packets that were sent. */
  SENT,
  /** Messages not sent to one peer because too many waited for it. */
  QUEUE_FULL,
  /** Messages not sent to one peer because they had waited for too long. */
  EXPIRED,
  /** Messages not passed on to one peer because it turned out to have them. */
  WITHDRAWN,
  /** Packets that could not be read; each costs its peer the connection. */
  MALFORMED,
  /** Streams of peers that were refused, because the peer had too many. */
  TOO_MANY_STREAMS,
  /** Streams to peers that broke and were opened again. */
  REOPENED,
  /** Peers that were put out, for what they sent or for not taking what they are sent. */
  EXPELLED,
  /** Peers that were given up because no stream to them could be had. */
  GIVEN_UP
}

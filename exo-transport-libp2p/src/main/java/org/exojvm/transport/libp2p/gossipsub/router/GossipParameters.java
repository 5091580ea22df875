package org.exojvm.transport.libp2p.gossipsub.router;

/**
 * The numbers of gossipsub, at rust-libp2p's defaults, which exo changes none of. Names in brackets
 * are those of the <a
 * href="https://github.com/libp2p/specs/blob/master/pubsub/gossipsub/gossipsub-v1.1.md#parameters">specification</a>.
 */
public final class GossipParameters {

  /** Peers that a mesh is filled up to (D). */
  public static final int MESH_PEERS = 6;

  /** Fewest peers of a mesh before it is filled up (D_low). */
  public static final int MIN_MESH_PEERS = 5;

  /** Most peers of a mesh before it is cut down (D_high). */
  public static final int MAX_MESH_PEERS = 12;

  /** Peers of a mesh that this side has dialled, so that it cannot be surrounded (D_out). */
  public static final int MIN_OUTBOUND_PEERS = 2;

  /** Peers outside of the mesh that are told of messages at a heartbeat, at least (D_lazy). */
  public static final int GOSSIP_PEERS = 6;

  /** One in how many peers outside of the mesh is told, if that is more. */
  public static final int GOSSIP_SHARE = 4;

  /** Time between heartbeats, in milliseconds. */
  public static final long HEARTBEAT_MILLIS = 1_000;

  /** Time before the first heartbeat, in milliseconds. */
  public static final long FIRST_HEARTBEAT_MILLIS = 5_000;

  /** Heartbeats for which a message can be asked for. */
  public static final int HISTORY_WINDOWS = 5;

  /** Heartbeats for which peers are told of a message. */
  public static final int GOSSIP_WINDOWS = 3;

  /** How long after the last own message on a foreign topic its fanout goes, in milliseconds. */
  public static final long FANOUT_MILLIS = 60_000;

  /** How long a message is known to have been seen, in milliseconds. */
  public static final long SEEN_MILLIS = 60_000;

  /** How long a peer that was put out of a mesh stays out, in seconds. */
  public static final long PRUNE_BACKOFF_SECONDS = 60;

  /** Likewise when the topic was left, in seconds. */
  public static final long LEAVE_BACKOFF_SECONDS = 10;

  /** Longest back-off that a peer may ask for, in seconds. */
  public static final long MAX_BACKOFF_SECONDS = 3_600;

  /** Added to a back-off before this side asks again, in milliseconds. */
  public static final long BACKOFF_SLACK_MILLIS = HEARTBEAT_MILLIS;

  /** Times that one peer is sent one message that it asks for. */
  public static final int MAX_RETRANSMISSIONS = 3;

  /**
   * How long it is remembered that a peer gets the messages of an author from others, in
   * milliseconds. Not of the specification. Shorter: more needless copies. Longer: the other side,
   * which sends no copies meanwhile, takes longer to find out that it is not needed either.
   */
  public static final long COVERED_MILLIS = 10_000;

  /**
   * Time between tellings of what was held back from peers that get it from others, in
   * milliseconds. A peer that does not any more hears of a message after one to two of them. Not of
   * the specification, which allows {@link #MAX_IHAVES_PER_HEARTBEAT}: five, and the one of the
   * heartbeat.
   */
  public static final long ANNOUNCE_MILLIS = 200;

  /** Packets with lists of names taken from one peer between heartbeats. */
  public static final int MAX_IHAVES_PER_HEARTBEAT = 10;

  /** Names asked of one peer, sent to one peer, and served to one peer between heartbeats, each. */
  public static final int MAX_IDS_PER_HEARTBEAT = 5_000;

  /** How long a message that was asked for is not asked of others, in milliseconds. */
  public static final long PROMISE_MILLIS = 3_000;

  /** How long a peer that needs not be sent a message is remembered, in milliseconds. */
  public static final long DONT_WANT_MILLIS = 3_000;

  /** Data longer than this, in bytes, is worth telling the mesh that it has arrived. */
  public static final int DONT_WANT_BYTES = 1_000;

  private GossipParameters() {}
}

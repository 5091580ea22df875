package org.exojvm.transport.libp2p.gossipsub.router;

/** Bounds of what a router remembers. */
public final class RouterLimits {

  /** Topics of one peer; further ones are not noted. exo has six. */
  public static final int MAX_TOPICS_PER_PEER = 128;

  /**
   * Messages known to have been seen. Smaller: at a high rate a message is taken for new when it
   * comes back late. Larger: memory, about 200 bytes each. Enough for 5,000 a second.
   */
  public static final int MAX_SEEN = 300_000;

  /** Data of messages kept for peers that ask, in bytes; the oldest go first. */
  public static final long MAX_CACHED_BYTES = 64L << 20;

  /** Messages kept for peers that ask; the oldest go first. */
  public static final int MAX_CACHED_MESSAGES = 50_000;

  /** Messages asked for and not come yet; beyond it nothing is asked for. */
  public static final int MAX_PROMISES = 50_000;

  /** Names of messages that one peer needs not be sent; beyond it none is noted. */
  public static final int MAX_DONT_WANTS_PER_PEER = 10_000;

  /** Authors whose messages one peer is known to get anyway; beyond it the oldest goes. */
  public static final int MAX_COVERED_PER_PEER = 1_024;

  /** Messages held back from one peer; beyond it they are passed on. */
  public static final int MAX_HELD_PER_PEER = 4_000;

  /**
   * Messages without author, number or signature from one peer between heartbeats; beyond it the
   * peer is put out. Nobody passes such messages on, so they are its own doing.
   */
  public static final int MAX_UNBELIEVED_PER_HEARTBEAT = 20;

  /** Back-offs; beyond it the one that ends first goes. */
  public static final int MAX_BACKOFFS = 50_000;

  /** Authors whose ids are kept in text; beyond it they are formed anew. */
  static final int MAX_AUTHORS = 4_096;

  private RouterLimits() {}
}

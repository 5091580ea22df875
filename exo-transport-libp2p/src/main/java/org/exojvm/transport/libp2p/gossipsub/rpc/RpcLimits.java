package org.exojvm.transport.libp2p.gossipsub.rpc;

/** Caps of what is read from a peer. What is over one is refused as a whole. */
public final class RpcLimits {

  /**
   * Largest packet, in bytes. What rust-libp2p peers of exo take: a larger one costs the stream
   * there, so none is sent either.
   */
  public static final int MAX_RPC_BYTES = 1_048_576;

  /** Room for what stands around the data of a message: author, number, topic, signature. */
  public static final int MESSAGE_OVERHEAD_BYTES = 1_024;

  /** Largest data of a message, in bytes. */
  public static final int MAX_DATA_BYTES = MAX_RPC_BYTES - MESSAGE_OVERHEAD_BYTES;

  /** Longest name of a topic, in bytes. */
  public static final int MAX_TOPIC_BYTES = 256;

  /** Longest author, key or signature, in bytes; an RSA key of 4096 bits takes about 550. */
  public static final int MAX_FIELD_BYTES = 1_024;

  /**
   * Most subscriptions and messages of a packet together, and most parts of control of it. An empty
   * message takes 4 bytes there and about 100 here.
   */
  public static final int MAX_PARTS = 4_096;

  /** Most names of messages in a packet; a list of 5,000 is the longest that peers send. */
  public static final int MAX_IDS = 16_384;

  /** Most fields of a message, those that are not known included. */
  static final int MAX_MESSAGE_FIELDS = 32;

  /** Most fields of a subscription or a graft. */
  static final int MAX_SMALL_FIELDS = 8;

  /** Most fields of a prune, which may offer peers. */
  static final int MAX_PRUNE_FIELDS = 64;

  private RpcLimits() {}
}

package org.exojvm.transport.libp2p.request;

import java.time.Duration;

/** Bounds of requests. */
public final class RequestLimits {

  /** The name of the protocol in negotiations. */
  public static final String PROTOCOL = "/exo-jvm/request/1.0.0";

  /** Largest request and largest answer, in bytes: a whole state of the cluster fits. */
  public static final int MAX_BYTES = 64 << 20;

  /** How long an answer may take, all in all. */
  public static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** Requests of this node that wait for answers; further ones fail at once. */
  public static final int MAX_ASKED = 1_024;

  /** Requests of peers that are answered at a time; further ones are told so. */
  public static final int MAX_ANSWERED = 256;

  /**
   * Bytes of requests of peers that are held at a time; further ones are read when there is room.
   */
  public static final int MAX_HELD_BYTES = 128 << 20;

  /** Of those that are answered at a time, most of one peer. */
  public static final int MAX_ANSWERED_PER_PEER = 64;

  /** Of the bytes that are held at a time, most of one peer; the largest request fits. */
  public static final int MAX_HELD_BYTES_PER_PEER = 96 << 20;

  static final int CHUNK_BYTES = 64 << 10;
  static final int ANSWER = 0;
  static final int REFUSED = 1;
  static final int BUSY = 2;

  private RequestLimits() {}
}

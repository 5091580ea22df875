package org.exojvm.transport.libp2p.gossipsub;

import java.time.Duration;

/** Bounds of the queues around the router. */
public final class GossipLimits {

  /** Packets that wait for one peer, as in rust-libp2p; messages beyond it are dropped. */
  public static final int MAX_QUEUED_PACKETS = 5_000;

  /** Their bytes. A peer that reads nothing costs this much; messages beyond it are dropped. */
  public static final int MAX_QUEUED_BYTES = 16 << 20;

  /**
   * Packets of control that may wait beyond {@link #MAX_QUEUED_PACKETS}. Lists of names are none:
   * they may be lost like messages.
   */
  public static final int MAX_QUEUED_CONTROLS = 1_000;

  /** Their bytes beyond {@link #MAX_QUEUED_BYTES}; a peer whose control does not fit is put out. */
  public static final int MAX_QUEUED_CONTROL_BYTES = 1 << 20;

  /** How long an own message waits for a peer before it is dropped. */
  public static final Duration OWN_MESSAGE_WAIT = Duration.ofSeconds(5);

  /** How long a message of another waits for a peer before it is dropped. */
  public static final Duration PASSED_ON_WAIT = Duration.ofSeconds(1);

  /**
   * Longest time that a message of another waits on its way to a peer, in good order. Shorter: more
   * messages that the peer has already, each in a write of its own. Longer: later where a message
   * takes several hops.
   */
  public static final Duration MAX_PASS_ON_DELAY = Duration.ofMillis(4);

  /**
   * Bytes of packets of one peer that wait for the router; then its streams are not read on. Two of
   * the largest packets.
   */
  public static final int MAX_WAITING_BYTES_PER_PEER = 2 << 20;

  /** Bytes of own messages that wait for the router; further ones are refused. */
  public static final int MAX_WAITING_OWN_BYTES = 16 << 20;

  /** Charged for a packet or message beside its bytes, for what holds it takes memory too. */
  static final int CHARGE_PER_PACKET = 512;

  /** Streams of one peer read at a time. Each of its connections needs one. */
  public static final int MAX_STREAMS_PER_PEER = 8;

  /** Times that a broken stream to a peer is opened again; a fifth stream is refused by rust. */
  public static final int MAX_REOPENS = 3;

  /** Pause before a stream that could not be opened is tried again. */
  static final Duration REOPEN_PAUSE = Duration.ofMillis(500);

  /** Bytes of waiting packets that are written at once. Larger packets are written alone. */
  static final int WRITE_BYTES = 64 << 10;

  private GossipLimits() {}
}

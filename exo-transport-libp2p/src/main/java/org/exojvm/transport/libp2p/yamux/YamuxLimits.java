package org.exojvm.transport.libp2p.yamux;

import java.time.Duration;

/** The bounds of a session, in bytes where nothing else is said. */
public final class YamuxLimits {

  /** What each side may send on a stream at first; the protocol says so. */
  public static final int INITIAL_WINDOW = 256 * 1024;

  /**
   * Largest window that is granted, for streams whose reader keeps up. Smaller: less is under way,
   * so a stream is slower the longer the way is. Larger: a peer may fill more memory.
   */
  public static final int MAX_WINDOW = 1024 * 1024;

  /** What all streams of a session together are granted beyond their initial windows. */
  public static final int MAX_EXTRA_WINDOWS = 4 * 1024 * 1024;

  /** Longest body that is sent. Smaller: more frames. Larger: other streams wait longer. */
  public static final int MAX_SENT_BODY = 16 * 1024;

  /** Longest body that is taken; js-libp2p 3 sends as much at once as its window allows. */
  public static final int MAX_BODY = MAX_WINDOW;

  /** What waits to be sent on a stream before its writer waits. */
  public static final int MAX_UNSENT = 64 * 1024;

  /** Most streams at a time, of both sides together. */
  public static final int MAX_STREAMS = 512;

  /** Most streams that this side has opened and the other has not acknowledged. */
  public static final int MAX_UNACKNOWLEDGED = 256;

  /** Most pings that wait for their answer to be sent; who asks for more does not read. */
  public static final int MAX_PENDING_PONGS = 64;

  /** Most resets that wait to be sent; who causes more does not read. */
  public static final int MAX_PENDING_RESETS = 1024;

  /** Most streams that are closed here while the peer has not ended them; older ones are reset. */
  public static final int MAX_LINGERING = 64;

  /** What a session may hold that nobody has read, in all its streams. */
  public static final int MAX_UNREAD_PER_SESSION = 16 * 1024 * 1024;

  /**
   * What a session may hold that nobody has read whatever others hold: pings and small messages get
   * through while one peer has filled the rest.
   */
  public static final int OWN_ROOM = 256 * 1024;

  /**
   * How long a stream that is closed on both sides may wait for the peer to take what was written;
   * it is reset after once or twice this time.
   */
  public static final Duration DRAINING_TIME = Duration.ofSeconds(30);

  /** How long an orderly end may take until the connection is closed anyway. */
  public static final Duration CLOSING_TIME = Duration.ofSeconds(1);

  private YamuxLimits() {}
}

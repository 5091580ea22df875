package org.exojvm.transport.libp2p.swarm;

/** The bounds of a swarm. */
public final class SwarmLimits {

  /**
   * Most accepted connections that are not authenticated. One more closes the oldest of those from
   * the machine that has the most: an honest one takes milliseconds, so a flood has to bring this
   * many in that time, and from many machines or its own, to keep it out.
   */
  public static final int MAX_UNAUTHENTICATED = 32;

  /** Most connections to one peer; both sides may have dialled, from several addresses. */
  public static final int MAX_CONNECTIONS_PER_PEER = 4;

  /** Most connections in all. */
  public static final int MAX_CONNECTIONS = 256;

  /** Most addresses that are dialled at a time. */
  public static final int MAX_DIALLING = 64;

  /** Most addresses that are kept. */
  public static final int MAX_KEPT_ADDRESSES = 1024;

  /** Most inbound streams of a connection whose protocol is negotiated at a time. */
  public static final int MAX_NEGOTIATING = 128;

  /** Most inbound streams of a connection that wait to be negotiated; more are reset. */
  public static final int MAX_WAITING = 256;

  /**
   * What all streams of all connections may hold that nobody has read, in bytes, beyond the room
   * that each connection has of its own.
   */
  public static final long MAX_UNREAD_BYTES = 64L * 1024 * 1024;

  /** Most events that wait for the listener; connections wait then. */
  public static final int MAX_WAITING_EVENTS = 1024;

  /** Connections that the system holds until they are accepted. */
  public static final int BACKLOG = 64;

  private SwarmLimits() {}
}

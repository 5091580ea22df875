package org.exojvm.transport.libp2p.swarm;

/** What a swarm counts. */
public enum Counter {
  /** Sockets that were accepted. */
  ACCEPTED,
  /** Sockets that were dialled and answered. */
  DIALLED,
  /** Addresses that did not answer. */
  DIAL_FAILED,
  /** Connections that were authenticated, in either direction. */
  UPGRADED,
  /** Unauthenticated connections that made room for newer ones. */
  EVICTED,
  /** Connections that had not been upgraded when the time was over. */
  UPGRADE_TIMED_OUT,
  /** Connections that ended or broke a rule before the keys of both sides were known to match. */
  FAILED_PNET,
  /** Connections that failed while the security protocol was negotiated: a wrong key, as a rule. */
  FAILED_SECURITY_NEGOTIATION,
  /** Connections that failed in the Noise handshake. */
  FAILED_NOISE,
  /** Connections that failed while the multiplexer was negotiated. */
  FAILED_MUXER_NEGOTIATION,
  /** Peers that proved another id than was dialled. */
  PEER_MISMATCH,
  /** Connections to this node itself. */
  SELF,
  /** Peers that are not on the list of those allowed. */
  NOT_ALLOWED,
  /** Connections that were one too many, in all or of their peer. */
  TOO_MANY_CONNECTIONS,
  /** Connections that a broken rule of Noise or yamux ended. */
  PROTOCOL_VIOLATION,
  /** Connections closed because pings had no answer. */
  PING_FAILED,
  /** Inbound streams that were not negotiated: unknown protocol, garbage, or too late. */
  STREAM_NEGOTIATION_FAILED,
  /** Inbound streams that a handler served. */
  STREAMS_SERVED,
  /** Inbound streams whose handler threw. */
  STREAMS_FAILED
}

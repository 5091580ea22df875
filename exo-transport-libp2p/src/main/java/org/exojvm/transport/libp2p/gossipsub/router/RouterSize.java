package org.exojvm.transport.libp2p.gossipsub.router;

/**
 * How much a router remembers.
 *
 * @param peers connected peers
 * @param seen names of messages that were seen
 * @param cached messages kept for peers that ask
 * @param cachedBytes their data, in bytes
 * @param promised messages asked for that have not come
 * @param backoffs peers kept out of meshes
 * @param dontWants messages that peers need not be sent
 * @param covered authors, summed over peers that get their messages from others
 * @param held messages held back, summed over such peers
 */
public record RouterSize(
    int peers,
    int seen,
    int cached,
    long cachedBytes,
    int promised,
    int backoffs,
    int dontWants,
    int covered,
    int held) {}

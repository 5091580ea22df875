package org.exojvm.transport.libp2p.mdns.dns;

/**
 * A question of a packet.
 *
 * @param name about what
 * @param type which records are wanted
 * @param questionClass their class; the highest bit asks for an answer to the asker alone
 */
public record DnsQuestion(DnsName name, int type, int questionClass) {}

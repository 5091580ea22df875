package org.exojvm.transport.libp2p.mdns.dns;

import com.google.common.collect.ImmutableList;

/**
 * A packet.
 *
 * @param id which question and answer share
 * @param flags {@link #RESPONSE} or others
 * @param questions questions
 * @param answers answers to them
 * @param additionals what the answers lead to
 */
public record DnsPacket(
    int id,
    int flags,
    ImmutableList<DnsQuestion> questions,
    ImmutableList<DnsRecord> answers,
    ImmutableList<DnsRecord> additionals) {

  /** Flags of an answer by who knows. */
  public static final int RESPONSE = 0x8400;

  /** Returns a packet that asks. */
  public static DnsPacket query(int id, DnsQuestion question) {
    return new DnsPacket(id, 0, ImmutableList.of(question), ImmutableList.of(), ImmutableList.of());
  }

  /** Returns a packet that answers. */
  public static DnsPacket response(
      int id, ImmutableList<DnsRecord> answers, ImmutableList<DnsRecord> additionals) {
    return new DnsPacket(id, RESPONSE, ImmutableList.of(), answers, additionals);
  }
}

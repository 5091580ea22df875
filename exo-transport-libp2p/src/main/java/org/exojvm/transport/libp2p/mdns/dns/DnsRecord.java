package org.exojvm.transport.libp2p.mdns.dns;

import com.google.common.collect.ImmutableList;

/**
 * One record of a packet.
 *
 * @param owner what it is about
 * @param recordClass its class; {@link #FLUSH} of it asks to forget earlier records
 * @param ttlSeconds how long it holds, unsigned
 * @param data what it says
 */
public record DnsRecord(DnsName owner, int recordClass, long ttlSeconds, Data data) {

  /** The internet. */
  public static final int IN = 1;

  /** The internet, and earlier records of this owner and type hold no more. */
  public static final int FLUSH = 0x8001;

  /** What a record says. */
  public sealed interface Data {}

  /**
   * A name that belongs to the owner.
   *
   * @param target the name
   */
  public record Ptr(DnsName target) implements Data {}

  /**
   * Texts.
   *
   * @param strings each at most {@link DnsCodec#MAX_STRING_BYTES} characters 0 to 255
   */
  public record Txt(ImmutableList<String> strings) implements Data {}

  /**
   * A record that means nothing here.
   *
   * @param type its type
   */
  public record Other(int type) implements Data {}
}

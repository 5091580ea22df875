package org.exojvm.transport.libp2p.mdns.dns;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.common.collect.ImmutableList;
import java.io.ByteArrayOutputStream;
import org.exojvm.transport.libp2p.multiformats.WireException;

/** Packets as bytes. Names are written in full; shortened ones are read. */
public final class DnsCodec {

  /** Largest packet that is read, in bytes. */
  public static final int MAX_PACKET_BYTES = 9_000;

  /** Most questions and records of a packet. */
  public static final int MAX_RECORDS = 256;

  /** Longest text of a TXT record, in bytes. */
  public static final int MAX_STRING_BYTES = 255;

  /** The type of records that name another name. */
  public static final int PTR = 12;

  /** The type of records that hold texts. */
  public static final int TXT = 16;

  private DnsCodec() {}

  /**
   * Reads a packet.
   *
   * @throws WireException if the bytes are none
   */
  public static DnsPacket decode(byte[] bytes) throws WireException {
    if (bytes.length > MAX_PACKET_BYTES) {
      throw new WireException("A DNS packet of " + bytes.length + " bytes is too long.");
    }
    DnsReader in = new DnsReader(bytes);
    int id = in.u16();
    int flags = in.u16();
    int questions = in.u16();
    int answers = in.u16();
    int authorities = in.u16();
    int additionals = in.u16();
    int all = questions + answers + authorities + additionals;
    if (all > MAX_RECORDS) {
      throw new WireException("A DNS packet has " + all + " records, of at most " + MAX_RECORDS);
    }
    ImmutableList.Builder<DnsQuestion> asked = ImmutableList.builder();
    for (int i = 0; i < questions; i++) {
      asked.add(new DnsQuestion(in.name(), in.u16(), in.u16()));
    }
    ImmutableList<DnsRecord> answered = in.records(answers);
    in.records(authorities);
    return new DnsPacket(id, flags, asked.build(), answered, in.records(additionals));
  }

  /** Returns a packet as bytes. Records that mean nothing here have none and are left out. */
  public static byte[] encode(DnsPacket packet) {
    ImmutableList<DnsRecord> answers = writable(packet.answers());
    ImmutableList<DnsRecord> additionals = writable(packet.additionals());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    u16(out, packet.id());
    u16(out, packet.flags());
    u16(out, packet.questions().size());
    u16(out, answers.size());
    u16(out, 0);
    u16(out, additionals.size());
    for (DnsQuestion question : packet.questions()) {
      out.writeBytes(name(question.name()));
      u16(out, question.type());
      u16(out, question.questionClass());
    }
    answers.forEach(record -> record(out, record));
    additionals.forEach(record -> record(out, record));
    return out.toByteArray();
  }

  private static ImmutableList<DnsRecord> writable(ImmutableList<DnsRecord> records) {
    return records.stream()
        .filter(record -> !(record.data() instanceof DnsRecord.Other))
        .collect(ImmutableList.toImmutableList());
  }

  private static void record(ByteArrayOutputStream out, DnsRecord record) {
    out.writeBytes(name(record.owner()));
    switch (record.data()) {
      case DnsRecord.Ptr(DnsName target) -> data(out, PTR, record, name(target));
      case DnsRecord.Txt(ImmutableList<String> strings) -> data(out, TXT, record, strings(strings));
      case DnsRecord.Other _ -> throw new IllegalStateException("It was left out before.");
    }
  }

  private static void data(ByteArrayOutputStream out, int type, DnsRecord record, byte[] data) {
    u16(out, type);
    u16(out, record.recordClass());
    u16(out, (int) (record.ttlSeconds() >>> Short.SIZE));
    u16(out, (int) record.ttlSeconds());
    u16(out, data.length);
    out.writeBytes(data);
  }

  private static byte[] strings(ImmutableList<String> strings) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    strings.forEach(string -> prefixed(out, string, MAX_STRING_BYTES));
    return out.toByteArray();
  }

  private static byte[] name(DnsName name) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    name.labels().forEach(label -> prefixed(out, label, DnsName.MAX_LABEL_BYTES));
    out.write(0);
    return out.toByteArray();
  }

  private static void prefixed(ByteArrayOutputStream out, String text, int max) {
    if (text.length() > max) {
      throw new IllegalArgumentException(
          "A text of %d bytes is longer than %d. Maybe split it.".formatted(text.length(), max));
    }
    out.write(text.length());
    out.writeBytes(text.getBytes(ISO_8859_1));
  }

  private static void u16(ByteArrayOutputStream out, int value) {
    out.write(value >>> Byte.SIZE);
    out.write(value);
  }
}

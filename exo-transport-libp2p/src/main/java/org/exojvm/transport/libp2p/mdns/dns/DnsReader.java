package org.exojvm.transport.libp2p.mdns.dns;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.common.collect.ImmutableList;
import org.exojvm.transport.libp2p.multiformats.WireException;

/** Reads a packet from front to back; only names go back, and each time further back. */
final class DnsReader {

  private static final int POINTER = 0xc0;
  private static final int POINTER_OFFSET = 0x3fff;

  /** Most pointers that one name is read by; programs write one. Each costs time and no bytes. */
  private static final int MAX_POINTERS = 8;

  private final byte[] bytes;
  private int position;

  DnsReader(byte[] bytes) {
    this.bytes = bytes;
  }

  int u8() throws WireException {
    need(1);
    return bytes[position++] & 0xff;
  }

  int u16() throws WireException {
    return u8() << Byte.SIZE | u8();
  }

  private long u32() throws WireException {
    return (long) u16() << Short.SIZE | u16();
  }

  private void need(int count) throws WireException {
    if (count > bytes.length - position) {
      throw new WireException(
          "A DNS packet of %d bytes ends at %d, where %d more are needed."
              .formatted(bytes.length, position, count));
    }
  }

  private String text(int length) throws WireException {
    need(length);
    String text = new String(bytes, position, length, ISO_8859_1);
    position += length;
    return text;
  }

  DnsName name() throws WireException {
    ImmutableList.Builder<String> labels = ImmutableList.builder();
    int size = 1;
    int end = -1;
    int pointers = 0;
    // Pointers lead to before the name they stand in, so no name is in a circle.
    int before = position;
    for (int length = u8(); length != 0; length = u8()) {
      if ((length & POINTER) == POINTER) {
        int target = (length << Byte.SIZE | u8()) & POINTER_OFFSET;
        if (target >= before || ++pointers > MAX_POINTERS) {
          throw new WireException(
              "A DNS name at %d points to %d, by its pointer number %d of at most %d."
                  .formatted(before, target, pointers, MAX_POINTERS));
        }
        end = end < 0 ? position : end;
        position = target;
        before = target;
      } else {
        size += 1 + length;
        if (length > DnsName.MAX_LABEL_BYTES || size > DnsName.MAX_BYTES) {
          throw new WireException("A DNS name has a label of " + length + " after " + size);
        }
        labels.add(text(length));
      }
    }
    position = end < 0 ? position : end;
    return new DnsName(labels.build());
  }

  ImmutableList<DnsRecord> records(int count) throws WireException {
    ImmutableList.Builder<DnsRecord> records = ImmutableList.builder();
    for (int i = 0; i < count; i++) {
      records.add(record());
    }
    return records.build();
  }

  private DnsRecord record() throws WireException {
    DnsName owner = name();
    int type = u16();
    int recordClass = u16();
    long ttlSeconds = u32();
    int length = u16();
    need(length);
    int end = position + length;
    DnsRecord.Data data =
        switch (type) {
          case DnsCodec.PTR -> new DnsRecord.Ptr(name());
          case DnsCodec.TXT -> new DnsRecord.Txt(strings(end));
          default -> new DnsRecord.Other(type);
        };
    if (position > end || (type == DnsCodec.PTR && position != end)) {
      throw new WireException(
          "A DNS record of type " + type + " is not " + length + " bytes long.");
    }
    position = end;
    return new DnsRecord(owner, recordClass, ttlSeconds, data);
  }

  private ImmutableList<String> strings(int end) throws WireException {
    ImmutableList.Builder<String> strings = ImmutableList.builder();
    while (position < end) {
      strings.add(text(u8()));
    }
    return strings.build();
  }
}

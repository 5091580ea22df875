package org.exojvm.transport.libp2p.multiformats;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * The parts that an address may have, with their codes (<a
 * href="https://github.com/multiformats/multiaddr/blob/master/protocols.csv">table</a>). Those that
 * nothing here speaks are read, so that a list with one of them can be.
 */
enum Protocol {
  IP4(4, Kind.IP4),
  TCP(6, Kind.PORT),
  IP6(41, Kind.IP6),
  DNS(53, Kind.NAME),
  DNS4(54, Kind.NAME),
  DNS6(55, Kind.NAME),
  DNSADDR(56, Kind.NAME),
  UDP(273, Kind.PORT),
  P2P(421, Kind.PEER),
  QUIC_V1(461, Kind.NONE),
  WS(477, Kind.NONE);

  /** Longest name of a host, in bytes (RFC 1035). */
  static final int MAX_NAME_BYTES = 253;

  private enum Kind {
    IP4,
    IP6,
    PORT,
    NAME,
    PEER,
    NONE
  }

  private final int code;
  private final Kind kind;

  Protocol(int code, Kind kind) {
    this.code = code;
    this.kind = kind;
  }

  int code() {
    return code;
  }

  String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  boolean isHost() {
    return kind == Kind.IP4 || kind == Kind.IP6 || (kind == Kind.NAME && this != DNSADDR);
  }

  boolean hasValue() {
    return kind != Kind.NONE;
  }

  boolean isPrefixed() {
    return kind == Kind.NAME || kind == Kind.PEER;
  }

  static Protocol ofCode(long code) throws WireException {
    for (Protocol protocol : values()) {
      if (protocol.code == code) {
        return protocol;
      }
    }
    throw new WireException("The protocol " + code + " of an address is not known.");
  }

  static Protocol ofText(String text) {
    for (Protocol protocol : values()) {
      if (protocol.text().equals(text)) {
        return protocol;
      }
    }
    throw new IllegalArgumentException(
        "The protocol \""
            + text
            + "\" is not known. An address looks like /ip4/10.0.0.1/tcp/4001.");
  }

  /** The bytes of a value, without their length; the fault of a text is an IllegalArgument. */
  byte[] parse(String value) {
    return switch (kind) {
      case IP4 -> IpText.parse4(value);
      case IP6 -> IpText.parse6(value);
      case PORT -> port(value);
      case NAME -> hostName(value).getBytes(StandardCharsets.UTF_8);
      case PEER -> PeerId.parse(value).bytes();
      case NONE -> new byte[0];
    };
  }

  /** Takes the bytes of a value from a cursor and checks them. */
  byte[] take(ByteCursor cursor) throws IOException {
    return switch (kind) {
      case IP4 -> cursor.take(IpText.BYTES4);
      case IP6 -> cursor.take(IpText.BYTES6);
      case PORT -> cursor.take(Short.BYTES);
      case NAME -> nameBytes(cursor.takePrefixed());
      case PEER -> PeerId.ofBytes(cursor.takePrefixed()).bytes();
      case NONE -> new byte[0];
    };
  }

  /** The text of a value that was checked before. */
  String format(byte[] value) {
    return switch (kind) {
      case IP4 -> IpText.format4(value);
      case IP6 -> IpText.format6(value);
      case PORT -> Integer.toString(ByteBuffer.wrap(value).getShort() & 0xffff);
      case NAME -> new String(value, StandardCharsets.UTF_8);
      case PEER -> Base58.encode(value);
      case NONE -> "";
    };
  }

  private static byte[] port(String text) {
    int port = text.matches("0|[1-9][0-9]{0,4}") ? Integer.parseInt(text) : -1;
    if (port < 0 || port > 0xffff) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no port. Maybe use one from 0, which is any, to 65535.");
    }
    return new byte[] {(byte) (port >> Byte.SIZE), (byte) port};
  }

  private static String hostName(String text) {
    boolean printable = text.chars().allMatch(c -> c > ' ' && c != '/' && c != 0x7f);
    if (text.isEmpty() || !printable || text.length() > MAX_NAME_BYTES) {
      throw new IllegalArgumentException(
          "A text of "
              + text.length()
              + " characters is no name of a host. Maybe use its address.");
    }
    return text;
  }

  private static byte[] nameBytes(byte[] bytes) throws WireException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (Arrays.equals(bytes, hostName(text).getBytes(StandardCharsets.UTF_8))) {
        return bytes;
      }
    } catch (CharacterCodingException | IllegalArgumentException e) {
      throw new WireException("A host name of " + bytes.length + " bytes is none.", e);
    }
    throw new WireException("A host name of " + bytes.length + " bytes is none.");
  }
}

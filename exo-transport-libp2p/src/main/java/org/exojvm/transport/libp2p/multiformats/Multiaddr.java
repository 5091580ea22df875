package org.exojvm.transport.libp2p.multiformats;

import com.google.common.collect.ImmutableList;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Where a peer is, for example {@code /ip4/10.0.0.1/tcp/4001/p2p/12D3KooW…} (<a
 * href="https://github.com/multiformats/multiaddr">multiaddr</a>). Addresses of transports that are
 * not spoken here can be read and written; {@link #isTcp} tells them from others.
 */
public final class Multiaddr {

  /** Longest address as bytes; that of a peer with a long host name takes about 300. */
  public static final int MAX_BYTES = 512;

  /** Longest address as text, in characters. */
  public static final int MAX_TEXT_LENGTH = 1024;

  /** Most parts of an address. */
  public static final int MAX_COMPONENTS = 8;

  private final ImmutableList<Component> components;

  private Multiaddr(ImmutableList<Component> components) {
    this.components = components;
  }

  private static final class Component {

    private final Protocol protocol;
    private final byte[] value;

    Component(Protocol protocol, byte[] value) {
      this.protocol = protocol;
      this.value = value;
    }

    Protocol protocol() {
      return protocol;
    }

    String valueText() {
      return protocol.format(value);
    }

    String text() {
      String name = "/" + protocol.text();
      return protocol.hasValue() ? name + "/" + valueText() : name;
    }

    void writeTo(ByteArrayOutputStream out) {
      out.writeBytes(Uvarint.encode(protocol.code()));
      if (protocol.isPrefixed()) {
        out.writeBytes(Uvarint.encode(value.length));
      }
      out.writeBytes(value);
    }
  }

  /**
   * Reads an address from text.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Multiaddr parse(String text) {
    String[] parts = text.split("/", -1);
    if (text.length() > MAX_TEXT_LENGTH || parts.length < 2 || !parts[0].isEmpty()) {
      throw new IllegalArgumentException(
          "\"%.100s\" is no address. One looks like /ip4/10.0.0.1/tcp/4001.".formatted(text));
    }
    ImmutableList.Builder<Component> components = ImmutableList.builder();
    for (int i = 1; i < parts.length; i++) {
      Protocol protocol = Protocol.ofText(parts[i]);
      if (protocol.hasValue() && ++i == parts.length) {
        throw new IllegalArgumentException(
            "The address \"" + text + "\" ends without a value of " + protocol.text() + ".");
      }
      components.add(new Component(protocol, protocol.parse(protocol.hasValue() ? parts[i] : "")));
    }
    return checked(components.build());
  }

  private static Multiaddr checked(ImmutableList<Component> components) {
    if (components.size() > MAX_COMPONENTS) {
      throw new IllegalArgumentException(
          "An address of %d parts has more than %d. Maybe it is relayed, which is not spoken here."
              .formatted(components.size(), MAX_COMPONENTS));
    }
    Multiaddr address = new Multiaddr(components);
    int length = address.encode().length;
    if (length > MAX_BYTES) {
      throw new IllegalArgumentException(
          "An address of %d bytes is longer than %d. Maybe use the number of a host, not its name."
              .formatted(length, MAX_BYTES));
    }
    return address;
  }

  /** Returns the address of a machine, of the 4 or 16 bytes of its number. */
  public static Multiaddr ofHost(byte[] number) {
    return parse(hostText(number));
  }

  /** Returns the address of a TCP socket, of the 4 or 16 bytes of the machine's number. */
  public static Multiaddr ofTcp(byte[] number, int port) {
    return parse(hostText(number) + "/tcp/" + port);
  }

  private static String hostText(byte[] number) {
    return switch (number.length) {
      case IpText.BYTES4 -> "/ip4/" + IpText.format4(number);
      case IpText.BYTES6 -> "/ip6/" + IpText.format6(number);
      default ->
          throw new IllegalArgumentException(
              "A machine has no number of %d bytes. Maybe use the bytes of an InetAddress."
                  .formatted(number.length));
    };
  }

  /**
   * Reads an address from bytes.
   *
   * @throws WireException if they are none, or have a protocol that is not known
   */
  public static Multiaddr decode(byte[] bytes) throws WireException {
    if (bytes.length == 0 || bytes.length > MAX_BYTES) {
      throw new WireException("An address of " + bytes.length + " bytes, of at most " + MAX_BYTES);
    }
    ByteCursor cursor = new ByteCursor(bytes);
    ImmutableList.Builder<Component> components = ImmutableList.builder();
    try {
      while (cursor.hasMore()) {
        Protocol protocol = Protocol.ofCode(Uvarint.read(cursor, Uvarint.MAX_BYTES));
        components.add(new Component(protocol, protocol.take(cursor)));
      }
      return checked(components.build());
    } catch (WireException e) {
      throw e;
    } catch (IOException | IllegalArgumentException e) {
      throw new WireException("An address of " + bytes.length + " bytes is malformed.", e);
    }
  }

  /** Returns the address as bytes. */
  public byte[] encode() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    components.forEach(component -> component.writeTo(out));
    return out.toByteArray();
  }

  /** Returns the host that the address begins with, a number or a name, if it has one. */
  public Optional<String> host() {
    return components.stream()
        .limit(1)
        .filter(component -> component.protocol().isHost())
        .map(Component::valueText)
        .findFirst();
  }

  /**
   * Returns whether the host may turn out to have this number, of 4 or 16 bytes: a name may ask for
   * one of version 4 or of version 6.
   */
  public boolean mayStandFor(byte[] number) {
    return switch (components.getFirst().protocol()) {
      case DNS4 -> number.length == IpText.BYTES4;
      case DNS6 -> number.length == IpText.BYTES6;
      case IP4, IP6, DNS -> true;
      case TCP, UDP, DNSADDR, P2P, QUIC_V1, WS -> false;
    };
  }

  /** Returns the first TCP port, if the address has one. */
  public OptionalInt tcpPort() {
    return components.stream()
        .filter(component -> component.protocol() == Protocol.TCP)
        .mapToInt(component -> Integer.parseInt(component.valueText()))
        .findFirst();
  }

  /** Returns the last peer that the address names, if it names one. */
  public Optional<PeerId> peerId() {
    return components.stream()
        .filter(component -> component.protocol() == Protocol.P2P)
        .reduce((_, last) -> last)
        .map(component -> PeerId.parse(component.valueText()));
  }

  /** Returns whether this is a host, a TCP port and at most a peer: what can be dialled here. */
  public boolean isTcp() {
    int size = components.size();
    return (size == 2 || (size == 3 && components.get(2).protocol() == Protocol.P2P))
        && components.get(0).protocol().isHost()
        && components.get(1).protocol() == Protocol.TCP;
  }

  /** Returns whether the host stands for all addresses of a machine, at which nobody can dial. */
  public boolean isWildcard() {
    return host().filter(host -> host.equals("0.0.0.0") || host.equals("::")).isPresent();
  }

  /** Returns this address, of this peer whatever peer it named before. */
  public Multiaddr withPeer(PeerId peer) {
    return checked(
        ImmutableList.<Component>builder()
            .addAll(withoutPeer().components)
            .add(new Component(Protocol.P2P, peer.bytes()))
            .build());
  }

  /** Returns this address without peers; it must have another part. */
  public Multiaddr withoutPeer() {
    return new Multiaddr(
        components.stream()
            .filter(component -> component.protocol() != Protocol.P2P)
            .collect(ImmutableList.toImmutableList()));
  }

  /** Returns this TCP address at the host of another, the port and the peer unchanged. */
  public Multiaddr withHostOf(Multiaddr other) {
    if (!isTcp() || other.host().isEmpty()) {
      throw new IllegalArgumentException(
          "The address %s has no host to replace, or %s none to replace it by. Maybe check isTcp()."
              .formatted(this, other));
    }
    return new Multiaddr(
        ImmutableList.<Component>builder()
            .add(other.components.getFirst())
            .addAll(components.subList(1, components.size()))
            .build());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Multiaddr that && Arrays.equals(encode(), that.encode());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(encode());
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    components.forEach(component -> text.append(component.text()));
    return text.toString();
  }
}

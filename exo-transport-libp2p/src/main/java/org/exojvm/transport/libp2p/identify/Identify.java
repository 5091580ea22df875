package org.exojvm.transport.libp2p.identify;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import org.exojvm.transport.libp2p.identity.PublicKey;
import org.exojvm.transport.libp2p.multiformats.Multiaddr;
import org.exojvm.transport.libp2p.multiformats.WireException;
import org.exojvm.transport.libp2p.proto.ProtoReader;
import org.exojvm.transport.libp2p.proto.ProtoWriter;

/**
 * What a node tells of itself.
 *
 * @param publicKey its key, if it tells one
 * @param listenAddresses where it listens; those of unknown kinds are left out
 * @param protocols what it speaks
 * @param observedAddress where it sees the other side, if that is of a known kind
 * @param protocolVersion the family of protocols
 * @param agentVersion the program
 */
public record Identify(
    Optional<PublicKey> publicKey,
    ImmutableList<Multiaddr> listenAddresses,
    ImmutableList<String> protocols,
    Optional<Multiaddr> observedAddress,
    String protocolVersion,
    String agentVersion) {

  /** Longest message that is taken, in bytes. */
  public static final int MAX_BYTES = 16 * 1024;

  private static final int MAX_FIELDS = 256;
  private static final int MAX_TEXT_BYTES = 256;
  private static final int MAX_KEY_BYTES = 64;

  private static final int PUBLIC_KEY = 1;
  private static final int LISTEN_ADDRESS = 2;
  private static final int PROTOCOL = 3;
  private static final int OBSERVED_ADDRESS = 4;
  private static final int PROTOCOL_VERSION = 5;
  private static final int AGENT_VERSION = 6;

  /** Returns the message as bytes, in the order of other programs. */
  public byte[] encode() {
    ProtoWriter out = new ProtoWriter();
    out.string(PROTOCOL_VERSION, protocolVersion).string(AGENT_VERSION, agentVersion);
    publicKey.ifPresent(key -> out.bytes(PUBLIC_KEY, key.protobuf()));
    listenAddresses.forEach(address -> out.bytes(LISTEN_ADDRESS, address.encode()));
    observedAddress.ifPresent(address -> out.bytes(OBSERVED_ADDRESS, address.encode()));
    protocols.forEach(protocol -> out.string(PROTOCOL, protocol));
    return out.toByteArray();
  }

  /**
   * Reads a message.
   *
   * @throws WireException if it is malformed or has a key of another kind
   */
  public static Identify decode(byte[] message) throws WireException {
    ProtoReader in = new ProtoReader(message, MAX_FIELDS);
    Optional<PublicKey> key = Optional.empty();
    ImmutableList.Builder<Multiaddr> listen = ImmutableList.builder();
    ImmutableList.Builder<String> protocols = ImmutableList.builder();
    Optional<Multiaddr> observed = Optional.empty();
    String version = "";
    String agent = "";
    while (in.next()) {
      switch (in.field()) {
        case PUBLIC_KEY -> key = Optional.of(PublicKey.ofProtobuf(in.bytes(MAX_KEY_BYTES)));
        case LISTEN_ADDRESS -> address(in).ifPresent(listen::add);
        case PROTOCOL -> protocols.add(in.string(MAX_TEXT_BYTES));
        case OBSERVED_ADDRESS -> observed = address(in);
        case PROTOCOL_VERSION -> version = in.string(MAX_TEXT_BYTES);
        case AGENT_VERSION -> agent = in.string(MAX_TEXT_BYTES);
        default -> in.skip();
      }
    }
    return new Identify(key, listen.build(), protocols.build(), observed, version, agent);
  }

  /** An address of an unknown kind is no reason to refuse the message. */
  private static Optional<Multiaddr> address(ProtoReader in) throws WireException {
    byte[] bytes = in.bytes(Multiaddr.MAX_BYTES);
    try {
      return Optional.of(Multiaddr.decode(bytes));
    } catch (WireException unknown) {
      return Optional.empty();
    }
  }
}

package org.exojvm.transport.libp2p;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import org.exojvm.api.id.NodeId;
import org.exojvm.transport.libp2p.identity.Identity;
import org.exojvm.transport.libp2p.multiformats.Multiaddr;
import org.exojvm.transport.libp2p.multiformats.PeerId;
import org.exojvm.transport.libp2p.pnet.PreSharedKey;

/**
 * What a {@link Libp2pTransport} is told before it starts. Immutable; made by {@link #builder}, or
 * by {@link #of} from settings:
 *
 * <table>
 *   <caption>Settings</caption>
 *   <tr><th>name</th><th>default</th><th>what</th></tr>
 *   <tr><td>identity-file</td><td></td><td>file that holds the key of the node, made at the first
 *       start; this or {@code seed} is required, for the key is the id of the node</td></tr>
 *   <tr><td>seed</td><td></td><td>64 hexadecimal digits to make the key of; for tests</td></tr>
 *   <tr><td>namespace</td><td>{@value #DEFAULT_NAMESPACE}</td><td>nodes of other namespaces are not
 *       met</td></tr>
 *   <tr><td>secret</td><td></td><td>text that only the nodes of a cluster know; without it the
 *       namespace is as public as its name</td></tr>
 *   <tr><td>secret-file</td><td></td><td>file that holds the secret and that only its owner can
 *       read; instead of {@code secret}</td></tr>
 *   <tr><td>key-file</td><td></td><td>pre-shared key of the network in the form of go-libp2p, in a
 *       file that only its owner can read; instead of namespace and secret</td></tr>
 *   <tr><td>allow</td><td></td><td>ids of the peers that may take part, with commas; all that have
 *       the key, if empty</td></tr>
 *   <tr><td>listen</td><td>{@value #DEFAULT_LISTEN}</td><td>addresses to listen at, with
 *       commas</td></tr>
 *   <tr><td>peers</td><td></td><td>addresses of peers to keep connected to, with commas</td></tr>
 *   <tr><td>mdns</td><td>on</td><td>{@code on} or {@code off}: whether peers are looked for on the
 *       local network</td></tr>
 *   <tr><td>interfaces</td><td></td><td>names of the interfaces to look on, with commas; if empty
 *       all at which it listens, without loopback when it listens everywhere</td></tr>
 * </table>
 */
public final class Libp2pConfig {

  /**
   * This product's own namespace: what it says to its peers is not what nodes of the reference
   * understand, and would stop them.
   */
  public static final String DEFAULT_NAMESPACE = "exo-jvm-1";

  /** Any port on all addresses of IPv4. */
  public static final String DEFAULT_LISTEN = "/ip4/0.0.0.0/tcp/0";

  private final Identity identity;
  private final PreSharedKey key;
  private final ImmutableSet<PeerId> allowed;
  private final ImmutableList<Multiaddr> listen;
  private final ImmutableList<Multiaddr> peers;
  private final boolean mdns;
  private final ImmutableSet<String> interfaces;

  private Libp2pConfig(Builder builder) {
    identity = builder.identity();
    key = builder.key();
    allowed = builder.allowed.build();
    ImmutableList<Multiaddr> listenAt = builder.listen.build();
    listen = listenAt.isEmpty() ? ImmutableList.of(tcp(DEFAULT_LISTEN)) : listenAt;
    peers = builder.peers.build();
    mdns = builder.mdns;
    interfaces = builder.interfaces.build();
  }

  /** Returns a builder of the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns the configuration that settings say.
   *
   * @throws IllegalArgumentException when a setting is unknown or malformed; names it and what is
   *     allowed
   */
  public static Libp2pConfig of(Map<String, String> settings) {
    return Libp2pSettings.read(settings);
  }

  /** Returns the id of the node: its public key, in the form of libp2p. */
  public NodeId nodeId() {
    return NodeId.of(identity.peerId().toString());
  }

  Identity identity() {
    return identity;
  }

  PreSharedKey key() {
    return key;
  }

  ImmutableSet<PeerId> allowed() {
    return allowed;
  }

  boolean allows(PeerId peer) {
    return allowed.isEmpty() || allowed.contains(peer);
  }

  ImmutableList<Multiaddr> listen() {
    return listen;
  }

  ImmutableList<Multiaddr> peers() {
    return peers;
  }

  boolean mdns() {
    return mdns;
  }

  ImmutableSet<String> interfaces() {
    return interfaces;
  }

  private static Multiaddr tcp(String text) {
    Multiaddr address = Multiaddr.parse(text);
    if (!address.isTcp()) {
      throw new IllegalArgumentException(
          "The address " + text + " is not one of TCP. One looks like /ip4/10.0.0.1/tcp/4001.");
    }
    return address;
  }

  /** Collects the parts. Belongs to one thread. */
  public static final class Builder {

    private final ImmutableSet.Builder<PeerId> allowed = ImmutableSet.builder();
    private final ImmutableList.Builder<Multiaddr> listen = ImmutableList.builder();
    private final ImmutableList.Builder<Multiaddr> peers = ImmutableList.builder();
    private final ImmutableSet.Builder<String> interfaces = ImmutableSet.builder();
    private Identity identity = Identity.generate();
    private String namespace = DEFAULT_NAMESPACE;
    private String secret = "";
    private String keyFile = "";
    private boolean mdns = true;

    private Builder() {}

    /** Sets the file that holds the key of the node; made now if there is none. */
    public Builder identityFile(Path file) {
      identity = IdentityFile.readOrMake(file);
      return this;
    }

    /** Sets the seed of the key of the node, 64 hexadecimal digits; for tests. */
    public Builder seed(String hex) {
      identity = Identity.ofSeed(HexFormat.of().parseHex(hex));
      return this;
    }

    /** Sets the namespace. */
    public Builder namespace(String value) {
      namespace = value;
      return this;
    }

    /** Sets a text that only the nodes of the cluster know. */
    public Builder secret(String value) {
      secret = value;
      return this;
    }

    /** Sets the text of a key file, which counts instead of namespace and secret. */
    public Builder keyFileText(String value) {
      keyFile = value;
      return this;
    }

    /** Adds a peer to those that may take part; all that have the key may as long as it is none. */
    public Builder allow(String peerId) {
      allowed.add(PeerId.parse(peerId));
      return this;
    }

    /** Adds an address to listen at; {@link #DEFAULT_LISTEN} if none is added. */
    public Builder listen(String address) {
      listen.add(tcp(address));
      return this;
    }

    /** Adds the address of a peer to keep connected to. */
    public Builder peer(String address) {
      peers.add(tcp(address));
      return this;
    }

    /** Sets whether peers are looked for on the local network. */
    public Builder mdns(boolean value) {
      mdns = value;
      return this;
    }

    /** Adds an interface to look on; all but loopback if none is added. */
    public Builder networkInterface(String name) {
      interfaces.add(name);
      return this;
    }

    /** Returns the configuration. Without key file and seed, the id is a fresh one each time. */
    public Libp2pConfig build() {
      return new Libp2pConfig(this);
    }

    private Identity identity() {
      return identity;
    }

    private PreSharedKey key() {
      if (!keyFile.isEmpty()) {
        return PreSharedKey.parseFile(keyFile);
      }
      // A separator that no namespace on a command line holds: "a" with "b" is not "ab".
      return PreSharedKey.ofNamespace(secret.isEmpty() ? namespace : namespace + "\0" + secret);
    }
  }
}

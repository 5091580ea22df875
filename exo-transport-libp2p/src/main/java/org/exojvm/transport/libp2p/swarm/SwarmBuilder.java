package org.exojvm.transport.libp2p.swarm;

import com.google.common.collect.ImmutableSet;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.exojvm.transport.libp2p.identity.Identity;
import org.exojvm.transport.libp2p.multiformats.Multiaddr;
import org.exojvm.transport.libp2p.multiformats.PeerId;
import org.exojvm.transport.libp2p.pnet.PreSharedKey;
import org.exojvm.transport.libp2p.stream.ConnectionInfo;
import org.exojvm.transport.libp2p.stream.StreamHandler;
import org.exojvm.transport.libp2p.timer.Timers;

/** Puts a swarm together. Ping and identify are served by every swarm. */
public final class SwarmBuilder {

  private static final SwarmListener DEAF =
      new SwarmListener() {
        @Override
        public void connected(ConnectionInfo connection) {
          // Nobody wants to know.
        }

        @Override
        public void disconnected(ConnectionInfo connection, String reason) {
          // Nobody wants to know.
        }
      };

  final Identity identity;
  final PreSharedKey key;
  final List<Multiaddr> listenAddresses = new ArrayList<>();
  final List<Multiaddr> staticPeers = new ArrayList<>();
  final Map<String, StreamHandler> handlers = new LinkedHashMap<>();
  final SecureRandom random = new SecureRandom();
  ImmutableSet<PeerId> allowed = ImmutableSet.of();
  SwarmListener listener = DEAF;
  String agent = "exo-jvm";
  SwarmTimes times = SwarmTimes.DEFAULT;

  SwarmBuilder(Identity identity, PreSharedKey key) {
    this.identity = identity;
    this.key = key;
  }

  /** Adds addresses of TCP to listen at; port 0 is any. Without one, the swarm only dials. */
  public SwarmBuilder listen(Multiaddr... addresses) {
    for (Multiaddr address : addresses) {
      listenAddresses.add(tcp(address));
    }
    return this;
  }

  /** Adds addresses that are kept from the start, see {@link Swarm#keep}. */
  public SwarmBuilder staticPeers(Collection<Multiaddr> addresses) {
    addresses.forEach(address -> staticPeers.add(tcp(address)));
    return this;
  }

  private static Multiaddr tcp(Multiaddr address) {
    if (!address.isTcp()) {
      throw new IllegalArgumentException(
          "The address " + address + " is not one of TCP. One looks like /ip4/10.0.0.1/tcp/4001.");
    }
    return address;
  }

  /** Lets only these peers connect, or be connected to. All may if the set is empty. */
  public SwarmBuilder allow(Set<PeerId> peers) {
    allowed = ImmutableSet.copyOf(peers);
    return this;
  }

  /** Serves a protocol. A later handler of a protocol replaces an earlier one. */
  public SwarmBuilder handler(String protocol, StreamHandler handler) {
    handlers.put(protocol, handler);
    return this;
  }

  /** Tells who comes and goes. */
  public SwarmBuilder listener(SwarmListener told) {
    listener = told;
    return this;
  }

  /** Names the program to peers that ask. */
  public SwarmBuilder agent(String nameAndVersion) {
    agent = nameAndVersion;
    return this;
  }

  /** Replaces {@link SwarmTimes#DEFAULT}. */
  public SwarmBuilder times(SwarmTimes replaced) {
    times = replaced;
    return this;
  }

  /** Returns a swarm that {@link Swarm#start} begins. */
  public Swarm build() {
    return new DefaultSwarm(this, Timers.real("libp2p-timers"));
  }
}

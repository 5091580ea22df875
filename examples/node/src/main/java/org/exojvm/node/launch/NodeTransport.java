package org.exojvm.node.launch;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.Map;
import java.util.Optional;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.topology.Multiaddr;
import org.exojvm.api.transport.Transport;
import org.exojvm.api.transport.TransportProvider;
import org.exojvm.core.node.ExoNodeBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The transport of one node: names the node where the kind of transport does, is made when the node
 * starts, and says where peers are.
 *
 * <p>Threading: all methods may be called by any thread.
 */
final class NodeTransport {

  /** Settings of which one keeps strangers out. */
  private static final ImmutableSet<String> KEEPING_OUT =
      ImmutableSet.of("secret", "secret-file", "key-file", "allow");

  private final TransportProvider provider;
  private final Map<String, String> settings;
  private volatile @Nullable Transport made;

  NodeTransport(TransportProvider provider, Map<String, String> settings) {
    this.provider = provider;
    this.settings = settings;
  }

  /** Gives a node this transport. */
  ExoNodeBuilder addTo(ExoNodeBuilder builder) {
    return builder
        .id(proposed -> provider.idOf(proposed, settings))
        .transport(this::make)
        .peerAddresses(this::addressOf);
  }

  private Transport make(NodeId self) {
    Transport transport = provider.create(self, settings);
    made = transport;
    return transport;
  }

  private Optional<Multiaddr> addressOf(NodeId peer) {
    return made().flatMap(transport -> transport.addressOf(peer));
  }

  /** Returns the transport, once the node has started. */
  Optional<Transport> made() {
    return Optional.ofNullable(made);
  }

  /** Returns where other nodes reach this one. */
  ImmutableList<String> listenAddresses() {
    return made().map(Transport::listenAddresses).orElse(ImmutableList.of());
  }

  /** Returns whether whoever reaches the addresses may be a node of the cluster. */
  boolean isOpenToAll() {
    return !listenAddresses().isEmpty()
        && settings.keySet().stream().noneMatch(KEEPING_OUT::contains);
  }
}

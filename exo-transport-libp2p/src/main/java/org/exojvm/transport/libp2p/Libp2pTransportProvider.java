package org.exojvm.transport.libp2p;

import java.util.Map;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.transport.Transport;
import org.exojvm.api.transport.TransportProvider;

/**
 * Makes transports of kind {@code libp2p}. Their settings are in {@link Libp2pConfig}. The id of a
 * node is that of its key, so a host asks for it first.
 */
public final class Libp2pTransportProvider implements TransportProvider {

  /** Creates the provider; found by {@link java.util.ServiceLoader}. */
  public Libp2pTransportProvider() {}

  @Override
  public String name() {
    return "libp2p";
  }

  @Override
  public NodeId idOf(NodeId proposed, Map<String, String> settings) {
    return Libp2pConfig.of(settings).nodeId();
  }

  @Override
  public Transport create(NodeId self, Map<String, String> settings) {
    Libp2pConfig config = Libp2pConfig.of(settings);
    if (!config.nodeId().equals(self)) {
      throw new IllegalArgumentException(
          "Node %s cannot speak with the key of %s. Maybe give the node the id that its key has."
              .formatted(self, config.nodeId()));
    }
    return new Libp2pTransport(config);
  }
}

package org.exojvm.node.launch;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import java.util.ServiceLoader;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.transport.Transport;
import org.exojvm.api.transport.TransportProvider;
import org.exojvm.node.config.ConfigReader.Installed;
import org.exojvm.node.config.NodeConfig;

/** The transports and engines of this installation. */
final class Parts {

  /** The one engine there is: {@link org.exojvm.core.node.SimulatedHardware}. */
  static final String SIMULATED = "simulated";

  private final ImmutableMap<String, TransportProvider> transports;

  private Parts(ImmutableMap<String, TransportProvider> transports) {
    this.transports = transports;
  }

  /** Finds the transports that ServiceLoader knows. */
  static Parts installed() {
    return new Parts(
        Maps.uniqueIndex(ServiceLoader.load(TransportProvider.class), TransportProvider::name));
  }

  /** Returns their names. */
  Installed names() {
    return new Installed(transports.keySet(), ImmutableSet.of(SIMULATED));
  }

  /**
   * Returns the transport of a node.
   *
   * @throws IllegalArgumentException when there is none of that name, or a setting of it is wrong
   */
  Transport transport(NodeConfig config, NodeId self) {
    TransportProvider provider = transports.get(config.transport());
    if (provider == null) {
      throw new IllegalArgumentException(
          "There is no transport '%s', only %s. Maybe its jar is missing."
              .formatted(config.transport(), transports.keySet()));
    }
    return provider.create(self, config.transportSettings());
  }
}

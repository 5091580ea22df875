package org.exojvm.node.launch;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import java.util.ServiceLoader;
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

  /** Returns what a configuration can choose from. */
  Installed toChooseFrom() {
    return new Installed(transports, ImmutableSet.of(SIMULATED));
  }

  /**
   * Returns the connection of a node to its cluster.
   *
   * @throws IllegalArgumentException when there is no transport of that name
   */
  NodeTransport transport(NodeConfig config) {
    TransportProvider provider = transports.get(config.transport());
    if (provider == null) {
      throw new IllegalArgumentException(
          "There is no transport '%s', only %s. Maybe its jar is missing."
              .formatted(config.transport(), transports.keySet()));
    }
    return new NodeTransport(
        provider, provider.settingsIn(config.dataDir().toString(), config.transportSettings()));
  }
}

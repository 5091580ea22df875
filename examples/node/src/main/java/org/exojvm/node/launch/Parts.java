package org.exojvm.node.launch;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import java.io.IOException;
import java.util.ServiceLoader;
import org.exojvm.api.engine.RunnerEngineProvider;
import org.exojvm.api.transport.TransportProvider;
import org.exojvm.node.config.ConfigReader.Installed;
import org.exojvm.node.config.NodeConfig;

/** The transports and engines of this installation. */
final class Parts {

  /** The engine that is always there: {@link org.exojvm.core.node.SimulatedHardware}. */
  static final String SIMULATED = "simulated";

  private final ImmutableMap<String, TransportProvider> transports;

  private final ImmutableMap<String, RunnerEngineProvider> engines;

  private Parts(
      ImmutableMap<String, TransportProvider> transports,
      ImmutableMap<String, RunnerEngineProvider> engines) {
    this.transports = transports;
    this.engines = engines;
  }

  /** Finds the transports and engines that ServiceLoader knows. */
  static Parts installed() {
    return new Parts(
        Maps.uniqueIndex(ServiceLoader.load(TransportProvider.class), TransportProvider::name),
        Maps.uniqueIndex(
            ServiceLoader.load(RunnerEngineProvider.class), RunnerEngineProvider::name));
  }

  /** Returns what a configuration can choose from. */
  Installed toChooseFrom() {
    return new Installed(
        transports, ImmutableSet.<String>builder().add(SIMULATED).addAll(engines.keySet()).build());
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

  /**
   * Returns what runs the models of a node; a node that is no worker needs nothing for it.
   *
   * @throws IllegalArgumentException when there is no engine of that name, or a setting is wrong
   * @throws IllegalStateException when the machine has not what the engine needs
   * @throws IOException when the directory of models cannot be used
   */
  Equipment equipment(NodeConfig config) throws IOException {
    if (config.engine().equals(SIMULATED) || !config.isWorker()) {
      return Equipment.simulated(config.engineSettings());
    }
    RunnerEngineProvider provider = engines.get(config.engine());
    if (provider == null) {
      throw new IllegalArgumentException(
          "There is no engine '%s', only %s. Maybe its jar is missing."
              .formatted(config.engine(), toChooseFrom().engines()));
    }
    return Equipment.of(provider, config);
  }
}

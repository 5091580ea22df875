package org.exojvm.transport.libp2p;

import com.google.common.collect.ImmutableMap;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.transport.Transport;
import org.exojvm.api.transport.TransportProvider;

/**
 * Makes transports of kind {@code libp2p}. Their settings are in {@link Libp2pConfig}. The id of a
 * node is that of its key, so a host asks for it first.
 */
public final class Libp2pTransportProvider implements TransportProvider {

  /** Holds the key of a node, in its directory. */
  private static final String KEY_FILE = "libp2p.key";

  /** Creates the provider; found by {@link java.util.ServiceLoader}. */
  public Libp2pTransportProvider() {}

  @Override
  public String name() {
    return "libp2p";
  }

  @Override
  public Optional<String> problemOf(String setting, String value) {
    return Libp2pSettings.problemOf(setting, value);
  }

  /** Names a file for the key in the directory, unless the settings say where it comes from. */
  @Override
  public Map<String, String> settingsIn(String directory, Map<String, String> given) {
    if (given.containsKey(Libp2pSettings.IDENTITY_FILE) || given.containsKey(Libp2pSettings.SEED)) {
      return given;
    }
    return ImmutableMap.<String, String>builder()
        .putAll(given)
        .put(Libp2pSettings.IDENTITY_FILE, Path.of(directory, KEY_FILE).toString())
        .buildOrThrow();
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

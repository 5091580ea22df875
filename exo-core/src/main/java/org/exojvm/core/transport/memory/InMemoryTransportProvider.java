package org.exojvm.core.transport.memory;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.transport.Transport;
import org.exojvm.api.transport.TransportProvider;

/**
 * Makes transports of kind {@code memory}. The only setting is {@code namespace}: nodes of one
 * process that name the same one, {@code default} when they name none, reach each other.
 */
public final class InMemoryTransportProvider implements TransportProvider {

  private static final String NAMESPACE = "namespace";
  private static final Map<String, InMemoryNetwork> SHARED = new ConcurrentHashMap<>();

  /** Creates the provider; found by {@link java.util.ServiceLoader}. */
  public InMemoryTransportProvider() {}

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public Optional<String> problemOf(String setting, String value) {
    return setting.equals(NAMESPACE)
        ? Optional.empty()
        : Optional.of(
            "Transport memory has no setting '"
                + setting
                + "'. The only one is 'namespace', the name of a network of this process.");
  }

  @Override
  public Transport create(NodeId self, Map<String, String> settings) {
    settings.forEach(
        (setting, value) ->
            problemOf(setting, value)
                .ifPresent(
                    problem -> {
                      throw new IllegalArgumentException(problem);
                    }));
    return SHARED
        .computeIfAbsent(
            settings.getOrDefault(NAMESPACE, "default"),
            name ->
                new InMemoryNetwork(
                    delivery -> Thread.ofVirtual().name("memory-network-" + name).start(delivery)))
        .join(self);
  }
}

package org.exojvm.node.config;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.exojvm.api.transport.TransportProvider;

/**
 * Reads what the transport is told: settings that many transports have under names of their own
 * here, and any other as {@code transport.NAME}. The transport itself says what is wrong with them.
 */
final class TransportSettings {

  /** The names that transports know these settings by. */
  static final ImmutableMap<Setting, String> NAMES =
      ImmutableMap.<Setting, String>builder()
          .put(Setting.PEER, NodeConfig.PEERS)
          .put(Setting.NAMESPACE, NodeConfig.NAMESPACE)
          .put(Setting.LISTEN, "listen")
          .put(Setting.MDNS, "mdns")
          .put(Setting.INTERFACE, "interfaces")
          .put(Setting.SECRET_FILE, "secret-file")
          .put(Setting.KEY_FILE, "key-file")
          .put(Setting.ALLOW_PEER, "allow")
          .buildOrThrow();

  private final Reading reading;
  private final Optional<TransportProvider> transport;

  TransportSettings(Reading reading, Optional<TransportProvider> transport) {
    this.reading = reading;
    this.transport = transport;
  }

  /** Returns the settings by the names that the transport knows; notes what is wrong. */
  ImmutableMap<String, String> read() {
    Map<String, String> settings =
        new TreeMap<>(reading.under(Setting.TRANSPORT_PREFIX, this::problemOf));
    NAMES.forEach(
        (setting, name) -> {
          ImmutableSet<String> values = values(setting, name);
          if (!values.isEmpty() && settings.put(name, Joiner.on(',').join(values)) != null) {
            reading.problem(
                setting,
                "%s%s is given as well. Allowed is one of them."
                    .formatted(Setting.TRANSPORT_PREFIX, name));
          }
        });
    return ImmutableMap.copyOf(settings);
  }

  private ImmutableSet<String> values(Setting setting, String name) {
    Function<String, Optional<String>> parse =
        switch (setting) {
          case NAMESPACE -> Values::name;
          case MDNS -> Values::onOrOff;
          case SECRET_FILE, KEY_FILE -> text -> Values.path(text).map(Path::toString);
          default -> Values::word;
        };
    return reading.many(setting, parse, value -> problemOf(name, value));
  }

  private Optional<String> problemOf(String name, String value) {
    return transport.flatMap(known -> known.problemOf(name, value));
  }
}

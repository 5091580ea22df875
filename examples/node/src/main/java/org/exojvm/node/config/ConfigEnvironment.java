package org.exojvm.node.config;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the variables that begin with {@code EXO_NODE_}; several values are parted by commas. */
final class ConfigEnvironment {

  /** Names the file; it is no setting, for a file cannot name itself. */
  static final String CONFIG_VARIABLE = Setting.ENVIRONMENT_PREFIX + "CONFIG";

  /** Names the node that the commands for clients ask. */
  private static final String CLIENT_VARIABLE = Setting.ENVIRONMENT_PREFIX + "URL";

  private static final ImmutableSet<String> NOT_SETTINGS =
      ImmutableSet.of(CONFIG_VARIABLE, CLIENT_VARIABLE);

  private static final Splitter COMMAS = Splitter.on(',').trimResults().omitEmptyStrings();

  /** What begins the variables that only a part knows, by what begins their names. */
  private static final ImmutableMap<String, String> PARTS =
      ImmutableMap.of(
          Setting.TRANSPORT.variable() + "_", Setting.TRANSPORT_PREFIX,
          Setting.ENGINE.variable() + "_", Setting.ENGINE_PREFIX);

  private ConfigEnvironment() {}

  static Layer read(Map<String, String> environment) {
    Layer.Builder layer = Layer.builder();
    new TreeMap<>(environment)
        .forEach(
            (variable, text) -> {
              if (variable.startsWith(Setting.ENVIRONMENT_PREFIX)
                  && !NOT_SETTINGS.contains(variable)) {
                read(variable, text, layer);
              }
            });
    return layer.build();
  }

  private static void read(String variable, String text, Layer.Builder layer) {
    String name = nameOf(variable);
    ConfigSource source = new ConfigSource.InEnvironment(variable);
    Optional<Setting> setting = Setting.find(name);
    if (setting.isPresent() && setting.orElseThrow().kind() == Setting.Kind.MANY) {
      COMMAS.split(text).forEach(part -> layer.give(name, part, source));
    } else {
      layer.give(name, text, source);
    }
  }

  private static String nameOf(String variable) {
    for (Map.Entry<String, String> part : PARTS.entrySet()) {
      if (variable.startsWith(part.getKey())) {
        return part.getValue() + spelled(variable.substring(part.getKey().length()));
      }
    }
    return spelled(variable.substring(Setting.ENVIRONMENT_PREFIX.length()));
  }

  private static String spelled(String rest) {
    return rest.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

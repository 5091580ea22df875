package org.exojvm.node.config;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;

/**
 * What the command line gives.
 *
 * @param settings values by the name of the setting
 * @param free what was given with {@code --set NAME=VALUE}
 */
public record ConfigFlags(
    ImmutableMap<String, ImmutableList<String>> settings, ImmutableList<String> free) {

  /** The option for settings that have none of their own. */
  public static final String SET = "--set";

  /** Nothing. */
  public static ConfigFlags none() {
    return new ConfigFlags(ImmutableMap.of(), ImmutableList.of());
  }

  Layer layer() {
    Layer.Builder layer = Layer.builder();
    for (Map.Entry<String, ImmutableList<String>> given : settings.entrySet()) {
      give(given.getKey(), given.getValue(), layer);
    }
    for (String assignment : free) {
      int equals = assignment.indexOf('=');
      ConfigSource source = new ConfigSource.OnCommandLine(SET);
      if (equals < 1) {
        layer.problem(source, "'%s' is no setting. Allowed is NAME=VALUE.".formatted(assignment));
      } else {
        layer.give(assignment.substring(0, equals), assignment.substring(equals + 1), source);
      }
    }
    return layer.build();
  }

  private static void give(String name, List<String> values, Layer.Builder layer) {
    for (String value : values) {
      layer.give(name, value, new ConfigSource.OnCommandLine("--" + name));
    }
  }
}

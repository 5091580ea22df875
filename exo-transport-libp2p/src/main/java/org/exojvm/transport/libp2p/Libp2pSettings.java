package org.exojvm.transport.libp2p;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSortedMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiConsumer;

/** Reads a configuration from settings by name. */
final class Libp2pSettings {

  private static final Splitter COMMAS = Splitter.on(',').trimResults().omitEmptyStrings();

  private static final ImmutableSortedMap<String, BiConsumer<Libp2pConfig.Builder, String>> KNOWN =
      ImmutableSortedMap.<String, BiConsumer<Libp2pConfig.Builder, String>>naturalOrder()
          .put("identity-file", (builder, value) -> builder.identityFile(Path.of(value)))
          .put("seed", Libp2pConfig.Builder::seed)
          .put("namespace", Libp2pConfig.Builder::namespace)
          .put("secret", Libp2pConfig.Builder::secret)
          .put("key-file", (builder, value) -> builder.keyFileText(textOf(Path.of(value))))
          .put("allow", (builder, value) -> COMMAS.split(value).forEach(builder::allow))
          .put("listen", (builder, value) -> COMMAS.split(value).forEach(builder::listen))
          .put("peers", (builder, value) -> COMMAS.split(value).forEach(builder::peer))
          .put("mdns", (builder, value) -> builder.mdns(isOn(value)))
          .put(
              "interfaces",
              (builder, value) -> COMMAS.split(value).forEach(builder::networkInterface))
          .build();

  private Libp2pSettings() {}

  static Libp2pConfig read(Map<String, String> settings) {
    if (!settings.containsKey("identity-file") && !settings.containsKey("seed")) {
      throw new IllegalArgumentException(
          "Transport libp2p has neither 'identity-file' nor 'seed', so the node would have another"
              + " id after each start. Maybe set identity-file to a file in its directory.");
    }
    Libp2pConfig.Builder builder = Libp2pConfig.builder();
    settings.forEach((name, value) -> set(builder, name, value));
    return builder.build();
  }

  private static void set(Libp2pConfig.Builder builder, String name, String value) {
    BiConsumer<Libp2pConfig.Builder, String> setting = KNOWN.get(name);
    if (setting == null) {
      throw new IllegalArgumentException(
          "Transport libp2p has no setting '" + name + "'. It has " + KNOWN.keySet() + ".");
    }
    try {
      setting.accept(builder, value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "The setting '" + name + "' of transport libp2p is malformed: " + e.getMessage(), e);
    }
  }

  private static boolean isOn(String value) {
    return switch (value) {
      case "on" -> true;
      case "off" -> false;
      default -> throw new IllegalArgumentException("It is '" + value + "'. Maybe on or off.");
    };
  }

  private static String textOf(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("The key file " + file + " cannot be read.", e);
    }
  }
}

package org.exojvm.transport.libp2p;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Reads a configuration from settings by name. */
final class Libp2pSettings {

  static final String IDENTITY_FILE = "identity-file";
  static final String SEED = "seed";

  private static final String SECRET = "secret";
  private static final String SECRET_FILE = "secret-file";
  private static final String KEY_FILE = "key-file";

  private static final Splitter COMMAS = Splitter.on(',').trimResults().omitEmptyStrings();

  private static final ImmutableSortedMap<String, BiConsumer<Libp2pConfig.Builder, String>> KNOWN =
      ImmutableSortedMap.<String, BiConsumer<Libp2pConfig.Builder, String>>naturalOrder()
          .put(IDENTITY_FILE, (builder, value) -> builder.identityFile(Path.of(value)))
          .put(SEED, Libp2pConfig.Builder::seed)
          .put("namespace", Libp2pConfig.Builder::namespace)
          .put(SECRET, Libp2pConfig.Builder::secret)
          .put(SECRET_FILE, (builder, value) -> builder.secret(secretOf(Path.of(value))))
          .put(KEY_FILE, (builder, value) -> builder.keyFileText(SecretFile.read(Path.of(value))))
          .put("allow", (builder, value) -> COMMAS.split(value).forEach(builder::allow))
          .put("listen", (builder, value) -> COMMAS.split(value).forEach(builder::listen))
          .put("peers", (builder, value) -> COMMAS.split(value).forEach(builder::peer))
          .put("mdns", (builder, value) -> builder.mdns(isOn(value)))
          .put(
              "interfaces",
              (builder, value) -> COMMAS.split(value).forEach(builder::networkInterface))
          .buildOrThrow();

  private static final ImmutableSet<String> FILES =
      ImmutableSet.of(IDENTITY_FILE, SECRET_FILE, KEY_FILE);

  private Libp2pSettings() {}

  static Libp2pConfig read(Map<String, String> settings) {
    if (!settings.containsKey(IDENTITY_FILE) && !settings.containsKey(SEED)) {
      throw new IllegalArgumentException(
          "Transport libp2p has neither 'identity-file' nor 'seed', so the node would have another"
              + " id after each start. Maybe set identity-file to a file in its directory.");
    }
    refuseBoth(settings, IDENTITY_FILE, SEED);
    refuseBoth(settings, SECRET, SECRET_FILE);
    refuseBoth(settings, KEY_FILE, SECRET);
    refuseBoth(settings, KEY_FILE, SECRET_FILE);
    Libp2pConfig.Builder builder = Libp2pConfig.builder();
    settings.forEach(
        (name, value) -> {
          Optional<String> problem = problemOf(name, value);
          if (problem.isEmpty()) {
            apply(builder, name, value);
          } else {
            throw new IllegalArgumentException(
                KNOWN.containsKey(name)
                    ? "The setting '%s' of transport libp2p is malformed: %s"
                        .formatted(name, problem.get())
                    : problem.get());
          }
        });
    return builder.build();
  }

  private static void refuseBoth(Map<String, String> settings, String one, String other) {
    if (settings.containsKey(one) && settings.containsKey(other)) {
      throw new IllegalArgumentException(
          "Transport libp2p has both '%s' and '%s'. Maybe leave one of them out."
              .formatted(one, other));
    }
  }

  /** Returns what is wrong with a setting by itself; looks at no file. */
  static Optional<String> problemOf(String name, String value) {
    if (!KNOWN.containsKey(name)) {
      return Optional.of(
          "Transport libp2p has no setting '" + name + "'. It has " + KNOWN.keySet() + ".");
    }
    try {
      if (FILES.contains(name)) {
        var _ = Path.of(value);
      } else {
        apply(Libp2pConfig.builder(), name, value);
      }
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static void apply(Libp2pConfig.Builder builder, String name, String value) {
    BiConsumer<Libp2pConfig.Builder, String> setting = KNOWN.get(name);
    if (setting != null) {
      setting.accept(builder, value);
    }
  }

  private static boolean isOn(String value) {
    return switch (value) {
      case "on" -> true;
      case "off" -> false;
      default -> throw new IllegalArgumentException("Allowed is on or off, not '" + value + "'.");
    };
  }

  private static String secretOf(Path file) {
    String secret = SecretFile.read(file).strip();
    if (secret.isEmpty()) {
      throw new IllegalArgumentException(
          "The file %s holds no secret. Maybe make one: (umask 077; openssl rand -hex 32 > %s)."
              .formatted(file, file));
    }
    return secret;
  }
}

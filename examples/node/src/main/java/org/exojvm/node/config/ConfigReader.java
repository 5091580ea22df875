package org.exojvm.node.config;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.net.HostAndPort;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.exojvm.api.transport.TransportProvider;
import org.exojvm.node.http.ServerSettings;
import org.exojvm.node.http.Tokens;

/**
 * Reads a configuration: the command line goes before the environment, that before the file, and
 * that before the defaults. A setting that may have several values has those of one source.
 */
public final class ConfigReader {

  /**
   * What is there to choose from.
   *
   * @param transports transports by their names
   * @param engines names of engines
   */
  public record Installed(
      ImmutableMap<String, TransportProvider> transports, ImmutableSet<String> engines) {}

  private final Installed installed;
  private final Reading reading;

  private ConfigReader(Installed installed, Reading reading) {
    this.installed = installed;
    this.reading = reading;
  }

  /**
   * Reads everything.
   *
   * @param installed what is there to choose from
   * @param file the file that the command line names, if any; else {@code EXO_NODE_CONFIG} does
   * @param environment variables of the process
   * @param flags what the command line gives
   */
  public static NodeConfig.Result read(
      Installed installed,
      Optional<Path> file,
      Map<String, String> environment,
      ConfigFlags flags) {
    Optional<Path> named =
        file.or(
            () ->
                Optional.ofNullable(environment.get(ConfigEnvironment.CONFIG_VARIABLE))
                    .flatMap(Values::path));
    Reading reading =
        new Reading(
            Layer.merged(
                ImmutableList.of(
                    named.map(ConfigFile::read).orElse(Layer.EMPTY),
                    ConfigEnvironment.read(environment),
                    flags.layer())));
    NodeConfig config = new ConfigReader(installed, reading).config();
    ImmutableList<ConfigProblem> problems = reading.problems();
    return problems.isEmpty()
        ? new NodeConfig.Result.Valid(config, reading.inForce())
        : new NodeConfig.Result.Invalid(problems);
  }

  private NodeConfig config() {
    ServerSettings server = server();
    String transport = chosen(Setting.TRANSPORT, installed.transports().keySet());
    return new NodeConfig(
        reading.optional(Setting.NAME, Values::name),
        reading.one(Setting.DATA_DIR, Values::path),
        server,
        tokens(server),
        transport,
        new TransportSettings(reading, Optional.ofNullable(installed.transports().get(transport)))
            .read(),
        chosen(Setting.ENGINE, installed.engines()),
        reading.under(Setting.ENGINE_PREFIX, (name, value) -> Optional.empty()),
        reading.optional(Setting.MODELS_DIR, Values::path),
        !reading.one(Setting.NO_WORKER, Values::isOn),
        reading.one(Setting.FORCE_MASTER, Values::isOn),
        reading.one(Setting.LOG_LEVEL, Values::logLevel));
  }

  private String chosen(Setting setting, ImmutableSet<String> names) {
    String name = reading.one(setting, Values::name);
    if (!names.contains(name)) {
      reading.problem(setting, "Allowed here: %s.".formatted(Joiner.on(", ").join(names)));
    }
    return name;
  }

  private ServerSettings server() {
    HostAndPort api = reading.one(Setting.API, Values::hostAndPort);
    return new ServerSettings(
        api.getHost(),
        api.getPort(),
        number(Setting.MAX_CONNECTIONS, 1, 65_536),
        number(Setting.MAX_STREAMS, 1, 65_536),
        number(Setting.MAX_BODY_BYTES, 1_024, 67_108_864),
        number(Setting.MAX_HEADER_BYTES, 1_024, 1_048_576),
        number(Setting.IDLE_MILLIS, 1_000, 3_600_000),
        number(Setting.REQUESTS_PER_SECOND, 1, 1_000_000),
        reading.many(Setting.ALLOWED_ORIGIN, Values::origin),
        reading.many(Setting.ALLOWED_HOST, Values::host));
  }

  private int number(Setting setting, int min, int max) {
    return reading.one(setting, text -> Values.number(text, min, max));
  }

  private Tokens tokens(ServerSettings server) {
    Optional<Path> file = reading.optional(Setting.TOKEN_FILE, Values::path);
    if (file.isEmpty()) {
      if (!server.isLoopback()) {
        reading.problem(
            Setting.API,
            "Other machines could reach it and change the cluster, for there is no token-file."
                + " Maybe give one, or listen on 127.0.0.1.");
      }
      return Tokens.none();
    }
    try {
      return TokenFile.read(file.orElseThrow());
    } catch (IllegalArgumentException e) {
      reading.problem(Setting.TOKEN_FILE, String.valueOf(e.getMessage()));
      return Tokens.none();
    }
  }
}

package org.exojvm.node.config;

import com.google.common.base.MoreObjects;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.nio.file.Path;
import java.util.Optional;
import org.exojvm.node.http.ServerSettings;
import org.exojvm.node.http.Tokens;
import org.immutables.value.Value;

/**
 * A configuration that makes sense.
 *
 * @param name name of the node for people; empty for the machine's
 * @param dataDir directory of the node
 * @param server where the API listens and what it bears
 * @param tokens who may change something; only digests, so this can be logged
 * @param transport name of the transport
 * @param transportSettings what the transport is told: {@code transport.NAME} by NAME, and by the
 *     names that transports know them by those of {@link Setting} that are set, such as {@code
 *     peers} (several parted by commas)
 * @param engine name of the engine
 * @param engineSettings what the engine is told: {@code engine.NAME} by NAME
 * @param givenModelsDir where models lie; empty for a directory below that of the node
 * @param isWorker whether models run here
 * @param forceMaster whether the node shall be master
 * @param logLevel how much is logged
 */
@Value.Builder
public record NodeConfig(
    Optional<String> name,
    Path dataDir,
    ServerSettings server,
    Tokens tokens,
    String transport,
    ImmutableMap<String, String> transportSettings,
    String engine,
    ImmutableMap<String, String> engineSettings,
    Optional<Path> givenModelsDir,
    boolean isWorker,
    boolean forceMaster,
    LogLevel logLevel)
    implements WithNodeConfig {

  /** Setting of a transport: addresses to begin with, parted by commas. */
  public static final String PEERS = "peers";

  /** Setting of a transport: nodes of another namespace are not talked to. */
  public static final String NAMESPACE = "namespace";

  /** Returns the default configuration of a node in a directory. */
  public static NodeConfig in(Path dataDir) {
    return new NodeConfig(
        Optional.empty(),
        dataDir,
        ServerSettings.defaults(),
        Tokens.none(),
        Setting.TRANSPORT.fallback(),
        ImmutableMap.of(),
        Setting.ENGINE.fallback(),
        ImmutableMap.of(),
        Optional.empty(),
        true,
        false,
        LogLevel.INFO);
  }

  /** Returns where models lie. */
  public Path modelsDir() {
    return givenModelsDir.orElseGet(() -> dataDir.resolve("models"));
  }

  /** Shows what the transport keeps secret no more than {@code --show-config} does. */
  @Override
  public String toString() {
    return MoreObjects.toStringHelper(this)
        .add("name", name)
        .add("dataDir", dataDir)
        .add("server", server)
        .add("tokens", tokens)
        .add("transport", transport)
        .add("transportSettings", shownTransportSettings())
        .add("engine", engine)
        .add("engineSettings", engineSettings)
        .add("givenModelsDir", givenModelsDir)
        .add("isWorker", isWorker)
        .add("forceMaster", forceMaster)
        .add("logLevel", logLevel)
        .toString();
  }

  private ImmutableMap<String, String> shownTransportSettings() {
    ImmutableMap.Builder<String, String> shown = ImmutableMap.builder();
    transportSettings.forEach(
        (setting, value) ->
            shown.put(setting, Setting.shown(Setting.TRANSPORT_PREFIX + setting, value)));
    return shown.buildOrThrow();
  }

  /**
   * A setting in force.
   *
   * @param name its name
   * @param value its value, empty when there is none
   * @param source where it was given
   */
  public record InForce(String name, String value, ConfigSource source) {}

  /** What reading comes to. */
  public sealed interface Result {

    /**
     * A configuration.
     *
     * @param config the configuration
     * @param inForce all settings and where they were given
     */
    record Valid(NodeConfig config, ImmutableList<InForce> inForce) implements Result {}

    /**
     * No configuration.
     *
     * @param problems all that is wrong
     */
    record Invalid(ImmutableList<ConfigProblem> problems) implements Result {}
  }
}

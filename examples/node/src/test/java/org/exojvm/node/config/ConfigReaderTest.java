package org.exojvm.node.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.transport.Transport;
import org.exojvm.api.transport.TransportProvider;
import org.exojvm.node.config.ConfigReader.Installed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: a setting has the same name and meaning in file, environment and command line, and whatever
 * is wrong is told with its place, its value and what is allowed.
 */
class ConfigReaderTest {

  private static final Installed INSTALLED =
      new Installed(
          Maps.uniqueIndex(
              ImmutableList.of(new Named("memory"), new Named("other")), TransportProvider::name),
          ImmutableSet.of("simulated"));

  /** A transport that finds fault with whatever is called bad, and with nothing else. */
  private record Named(String name) implements TransportProvider {

    @Override
    public Optional<String> problemOf(String setting, String value) {
      return value.contains("bad")
          ? Optional.of("%s knows no such %s.".formatted(name, setting))
          : Optional.empty();
    }

    @Override
    public Transport create(NodeId self, Map<String, String> settings) {
      throw new AssertionError("A configuration makes no transport.");
    }
  }

  @TempDir Path directory;

  private Path file(String... lines) throws IOException {
    return Files.write(directory.resolve("node.yaml"), ImmutableList.copyOf(lines));
  }

  private static ConfigFlags flags(String name, String... values) {
    return new ConfigFlags(ImmutableMap.of(name, ImmutableList.copyOf(values)), ImmutableList.of());
  }

  private static ConfigFlags set(String assignment) {
    return new ConfigFlags(ImmutableMap.of(), ImmutableList.of(assignment));
  }

  private static NodeConfig.Result read(Optional<Path> file, Map<String, String> environment) {
    return ConfigReader.read(INSTALLED, file, environment, ConfigFlags.none());
  }

  private static NodeConfig valid(NodeConfig.Result result) {
    assertThat(result).isInstanceOf(NodeConfig.Result.Valid.class);
    return ((NodeConfig.Result.Valid) result).config();
  }

  private static List<String> problems(NodeConfig.Result result) {
    assertThat(result).isInstanceOf(NodeConfig.Result.Invalid.class);
    return ((NodeConfig.Result.Invalid) result)
        .problems().stream().map(ConfigProblem::message).collect(Collectors.toList());
  }

  private String problemOf(String... lines) throws IOException {
    List<String> problems = problems(read(Optional.of(file(lines)), ImmutableMap.of()));
    assertThat(problems).hasSize(1);
    return problems.getFirst().replace(directory.toString(), "DIR");
  }

  @Test
  void nothingGivenMeansTheDefaults() {
    NodeConfig config =
        valid(read(Optional.empty(), ImmutableMap.of("PATH", "/bin", "EXO_NODE_URL", "x")));
    assertThat(config).isEqualTo(NodeConfig.in(config.dataDir()).withTokens(config.tokens()));
    assertThat(config.dataDir().toString()).startsWith("/").endsWith("/.exo-node");
  }

  @Test
  void theCommandLineGoesBeforeTheEnvironmentAndThatBeforeTheFile() throws IOException {
    Optional<Path> file =
        Optional.of(file("name: of-the-file", "engine: simulated", "api: 127.0.0.1:1"));
    ImmutableMap<String, String> environment =
        ImmutableMap.of("EXO_NODE_NAME", "of-the-environment", "EXO_NODE_API", "127.0.0.1:2");
    ConfigFlags flags = flags("api", "127.0.0.1:3");
    NodeConfig config = valid(ConfigReader.read(INSTALLED, file, environment, flags));
    assertThat(config.name()).contains("of-the-environment");
    assertThat(config.server().port()).isEqualTo(3);
    assertThat(valid(read(file, ImmutableMap.of())).name()).contains("of-the-file");
  }

  @Test
  void everySettingHasTheSameNameEverywhere() throws IOException {
    for (Setting setting : Setting.values()) {
      String wrong = "\0";
      String name = setting.label();
      List<String> seen =
          List.of(
              problems(read(Optional.of(file(name + ": \"\\0\"")), ImmutableMap.of())).getFirst(),
              problems(read(Optional.empty(), ImmutableMap.of(setting.variable(), wrong)))
                  .getFirst(),
              problems(
                      ConfigReader.read(
                          INSTALLED, Optional.empty(), ImmutableMap.of(), flags(name, wrong)))
                  .getFirst());
      assertThat(seen).as(name).allMatch(it -> it.contains(name + " is '?'."));
    }
  }

  @Test
  void severalValuesComeAsListInTheFileAndByCommasInTheEnvironment() throws IOException {
    NodeConfig listed =
        valid(
            read(
                Optional.of(file("peer:", "  - a", "  - b", "namespace: kitchen")),
                ImmutableMap.of()));
    assertThat(listed.transportSettings()).containsEntry("peers", "a,b");
    assertThat(listed.transportSettings()).containsEntry("namespace", "kitchen");
    NodeConfig parted = valid(read(Optional.empty(), ImmutableMap.of("EXO_NODE_PEER", "a, b")));
    assertThat(parted.transportSettings()).containsEntry("peers", "a,b");
  }

  @Test
  void whatOnlyTheTransportKnowsIsHandedOn() throws IOException {
    assertThat(
            valid(read(Optional.of(file("transport.listen-port: 4001")), ImmutableMap.of()))
                .transportSettings())
        .containsExactly(Map.entry("listen-port", "4001"));
    assertThat(
            valid(read(Optional.empty(), ImmutableMap.of("EXO_NODE_TRANSPORT_LISTEN_PORT", "4002")))
                .transportSettings())
        .containsExactly(Map.entry("listen-port", "4002"));
    assertThat(
            valid(
                    ConfigReader.read(
                        INSTALLED,
                        Optional.empty(),
                        ImmutableMap.of("EXO_NODE_TRANSPORT_LISTEN_PORT", "4002"),
                        set("transport.listen-port=4003")))
                .transportSettings())
        .containsExactly(Map.entry("listen-port", "4003"));
  }

  @Test
  void whatOnlyTheEngineKnowsIsHandedOnAndModelsLieWithTheNodeUnlessSaidOtherwise()
      throws IOException {
    NodeConfig config =
        valid(
            read(
                Optional.of(file("data-dir: /node", "engine.mlx-library: /lib")),
                ImmutableMap.of("EXO_NODE_ENGINE_PATIENCE", "7")));
    assertThat(config.engineSettings())
        .isEqualTo(ImmutableMap.of("mlx-library", "/lib", "patience", "7"));
    assertThat(config.transportSettings()).isEmpty();
    assertThat(config.modelsDir()).isEqualTo(Path.of("/node/models"));
    NodeConfig elsewhere =
        valid(read(Optional.of(file("models-dir: /big/disk")), ImmutableMap.of()));
    assertThat(elsewhere.modelsDir()).isEqualTo(Path.of("/big/disk"));
  }

  @Test
  void settingsThatManyTransportsHaveAreHandedOnByTheNamesTheyKnowThemBy() throws IOException {
    NodeConfig config =
        valid(
            read(
                Optional.of(
                    file(
                        "listen: [/ip4/127.0.0.1/tcp/1, /ip6/::1/tcp/2]",
                        "mdns: 'off'",
                        "interface: [en0, lo]",
                        "secret-file: s",
                        "key-file: k",
                        "allow-peer: [p, q]")),
                ImmutableMap.of()));
    assertThat(config.transportSettings())
        .containsExactlyInAnyOrderEntriesOf(
            ImmutableMap.of(
                "listen", "/ip4/127.0.0.1/tcp/1,/ip6/::1/tcp/2",
                "mdns", "off",
                "interfaces", "en0,lo",
                "secret-file", "s",
                "key-file", "k",
                "allow", "p,q"));
  }

  @Test
  void aSecretIsShownByNobody() throws IOException {
    Optional<Path> file =
        Optional.of(file("transport.secret: hush-bad", "transport.secret: other"));
    assertThat(problems(read(file, ImmutableMap.of())))
        .hasSize(2)
        .allMatch(it -> it.contains("transport.secret") && !it.contains("hush"));
    assertThat(read(Optional.of(file("transport.secret: hush")), ImmutableMap.of()))
        .isInstanceOfSatisfying(
            NodeConfig.Result.Valid.class,
            it -> {
              assertThat(it.inForce().toString())
                  .contains("transport.secret", "(not shown)")
                  .doesNotContain("hush");
              assertThat(it.config().toString())
                  .contains("secret=(not shown)")
                  .doesNotContain("hush");
              assertThat(it.config().transportSettings()).containsEntry("secret", "hush");
            });
  }

  @Test
  void theTransportSaysWhatIsWrongAndThePlaceIsToldWithIt() throws IOException {
    assertThat(
            problems(
                read(
                    Optional.of(
                        file("transport: other", "peer: [good, bad]", "transport.depth: bad")),
                    ImmutableMap.of())))
        .containsExactlyInAnyOrder(
            directory.resolve("node.yaml") + ", line 2: peer is 'bad'. other knows no such peers.",
            directory.resolve("node.yaml")
                + ", line 3: transport.depth is 'bad'. other knows no such depth.");
    assertThat(problemOf("listen: a", "transport.listen: b"))
        .isEqualTo(
            "DIR/node.yaml, line 1: listen is 'a'. transport.listen is given as well. Allowed is"
                + " one of them.");
  }

  @Test
  void whatIsWrongIsToldWithItsPlaceItsValueAndWhatIsAllowed() throws IOException {
    assertThat(problemOf("# a comment", "name: kitchen", "api: nonsense"))
        .isEqualTo(
            "DIR/node.yaml, line 3: api is 'nonsense'. Allowed is HOST:PORT, such as"
                + " 127.0.0.1:52415; port 0 takes a free one.");
    assertThat(problemOf("", "max-streams: 0"))
        .isEqualTo("DIR/node.yaml, line 2: max-streams is '0'. Allowed is 1 to 65536.");
    assertThat(problemOf("peer:", "  - good", "  - not good"))
        .startsWith("DIR/node.yaml, line 3: peer is 'not good'.");
    assertThat(problemOf("engine: mlx"))
        .isEqualTo("DIR/node.yaml, line 1: engine is 'mlx'. Allowed here: simulated.");
    assertThat(problems(read(Optional.empty(), ImmutableMap.of("EXO_NODE_LOG_LEVEL", "loud"))))
        .containsExactly(
            "EXO_NODE_LOG_LEVEL: log-level is 'loud'. Allowed is error, warn, info or debug.");
    assertThat(
            problems(
                ConfigReader.read(
                    INSTALLED,
                    Optional.empty(),
                    ImmutableMap.of(),
                    flags("api", "127.0.0.1:1", "127.0.0.1:2"))))
        .containsExactly(
            "--api: api is given already, as '127.0.0.1:1' (--api). Allowed is one value.");
  }

  @Test
  void unknownNamesAreRefusedWithTheNearestKnownOne() throws IOException {
    assertThat(problemOf("name: kitchen", "tokenfile: x"))
        .startsWith("DIR/node.yaml, line 2: There is no setting 'tokenfile'.")
        .contains("'token-file'");
    assertThat(problems(read(Optional.empty(), ImmutableMap.of("EXO_NODE_DATADIR", "x"))))
        .singleElement()
        .asString()
        .startsWith("EXO_NODE_DATADIR: There is no setting 'datadir'.")
        .contains("'data-dir'");
    assertThat(
            problems(
                ConfigReader.read(INSTALLED, Optional.empty(), ImmutableMap.of(), set("aip=1"))))
        .singleElement()
        .asString()
        .startsWith("--set: There is no setting 'aip'.")
        .contains("'api'");
  }

  @Test
  void whatIsNoMapOfTextsIsRefusedWithItsLine() throws IOException {
    assertThat(problemOf("name: kitchen", "api: {a: b}")).contains("line 2: api has a map");
    assertThat(problemOf("name:")).contains("line 1: name has nothing");
    assertThat(problemOf("- name")).contains("line 1: The file is no map");
    assertThat(problemOf("name: kitchen", "api: [")).contains("This is not YAML");
    assertThat(problemOf("name: kitchen", "---", "name: two")).contains("one document");
    assertThat(problemOf("name: kitchen", "name: two"))
        .contains("line 2: name is given already, as 'kitchen' (DIR/node.yaml, line 1)");
    assertThat(problems(read(Optional.of(directory.resolve("none")), ImmutableMap.of())))
        .containsExactly(
            directory.resolve("none")
                + ": There is no such file. Maybe name another one with --config.");
    assertThat(problemOf("name: &kitchen kitchen", "namespace: *kitchen"))
        .contains("line 2: namespace is an alias of YAML");
    assertThat(problemOf("name: \"\\e[31mkitchen\"")).contains("name is '?[31mkitchen'");
  }

  @Test
  void anAddressThatOthersReachNeedsATokenFile() throws IOException {
    assertThat(problemOf("api: 0.0.0.0:52415"))
        .contains("line 1: api is '0.0.0.0:52415'. Other machines");
    Path tokens = Files.writeString(directory.resolve("tokens"), "# mine\n0123456789abcdef\n");
    Files.setPosixFilePermissions(tokens, PosixFilePermissions.fromString("rw-------"));
    NodeConfig config =
        valid(
            read(Optional.of(file("api: \"[::]:1\"", "token-file: " + tokens)), ImmutableMap.of()));
    assertThat(config.tokens().areRequired()).isTrue();
    assertThat(config.toString()).doesNotContain("0123456789abcdef");
  }

  @Test
  void aTokenFileThatOthersMayReadOrThatHoldsNoneIsRefusedWithoutShowingIt() throws IOException {
    Path tokens = Files.writeString(directory.resolve("tokens"), "0123456789abcdef");
    Files.setPosixFilePermissions(tokens, PosixFilePermissions.fromString("rw-r-----"));
    assertThat(problemOf("token-file: " + tokens))
        .contains("(rw-r-----)")
        .endsWith("Maybe run: chmod 600 DIR/tokens");
    Files.setPosixFilePermissions(tokens, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(tokens, "secret");
    assertThat(problemOf("token-file: " + tokens))
        .contains("6 characters")
        .doesNotContain("secret");
    Files.writeString(tokens, "sixteen characters and blanks");
    assertThat(problemOf("token-file: " + tokens))
        .contains("has a blank")
        .doesNotContain("sixteen characters");
    Files.writeString(tokens, "# none\n\n");
    assertThat(problemOf("token-file: " + tokens)).contains("no token in it");
    Files.delete(tokens);
    assertThat(problemOf("token-file: " + tokens)).contains("not there");
  }

  @Test
  void whereAValueComesFromIsTold() throws IOException {
    NodeConfig.Result result =
        ConfigReader.read(
            INSTALLED,
            Optional.of(file("name: kitchen")),
            ImmutableMap.of("EXO_NODE_NO_WORKER", "true"),
            flags("engine", "simulated"));
    assertThat(((NodeConfig.Result.Valid) result).inForce())
        .extracting(it -> it.name() + "=" + it.value() + " " + it.source().text())
        .contains(
            "name=kitchen " + directory + "/node.yaml, line 1",
            "no-worker=true EXO_NODE_NO_WORKER",
            "engine=simulated --engine",
            "max-streams=1024 default");
  }
}

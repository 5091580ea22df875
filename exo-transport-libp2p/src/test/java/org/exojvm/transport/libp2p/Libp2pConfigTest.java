package org.exojvm.transport.libp2p;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.transport.Transport;
import org.exojvm.api.transport.TransportProvider;
import org.exojvm.transport.libp2p.pnet.PreSharedKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Goal: a configuration says what it means, and what is malformed is named. */
class Libp2pConfigTest {

  private static final String SEED = "01".repeat(32);
  private static final NodeId ID =
      NodeId.of("12D3KooWK99VoVxNE7XzyBwXEzW7xhK7Gpv85r9F3V3fyKSUKPH5");

  @TempDir Path directory;

  @Test
  void idIsTheKeysAndStaysOverStarts() throws IOException {
    Path file = directory.resolve("new").resolve("libp2p.key");
    NodeId first = Libp2pConfig.builder().identityFile(file).build().nodeId();

    assertThat(Libp2pConfig.builder().identityFile(file).build().nodeId()).isEqualTo(first);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Libp2pConfig.builder().seed(SEED).build().nodeId()).isEqualTo(ID);
    try (var files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void keyThatOthersCanReadIsRefused() throws IOException {
    Path file = directory.resolve("libp2p.key");
    Libp2pConfig.builder().identityFile(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Libp2pConfig.builder().identityFile(file))
        .withMessageContaining("chmod 600 " + file);
  }

  @Test
  void fileThatHoldsNoKeyIsNamed() throws IOException {
    Path file = Files.writeString(directory.resolve("key"), "no key");
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> Libp2pConfig.builder().identityFile(file))
        .withMessageContaining(file.toString())
        .withMessageContaining("Maybe");
  }

  @Test
  void secretsNamespacesAndKeyFilesMakeDifferentKeys() {
    PreSharedKey key = Libp2pConfig.builder().build().key();
    assertThat(key).isEqualTo(PreSharedKey.ofNamespace("exo-jvm-1"));
    assertThat(Libp2pConfig.builder().secret("s").build().key()).isNotEqualTo(key);
    assertThat(Libp2pConfig.builder().namespace("a").secret("b").build().key())
        .isNotEqualTo(Libp2pConfig.builder().namespace("ab").build().key());
    assertThat(Libp2pConfig.builder().keyFileText(key.toFile()).namespace("x").build().key())
        .isEqualTo(key);
  }

  @Test
  void settingsSayWhatTheBuilderDoes() throws IOException {
    Path keyFile = secretFile("swarm.key", PreSharedKey.ofNamespace("n").toFile());
    Libp2pConfig config =
        Libp2pConfig.of(
            ImmutableMap.of(
                "seed", SEED,
                "key-file", keyFile.toString(),
                "allow", ID + ", " + ID,
                "listen", "/ip4/127.0.0.1/tcp/0,/ip6/::1/tcp/0",
                "peers", "/dns4/node/tcp/4001",
                "mdns", "off",
                "interfaces", "lo"));

    assertThat(config.nodeId()).isEqualTo(ID);
    assertThat(config.key()).isEqualTo(PreSharedKey.ofNamespace("n"));
    assertThat(config.allowed()).extracting(Object::toString).containsExactly(ID.value());
    assertThat(config.listen()).hasSize(2);
    assertThat(config.peers()).extracting(Object::toString).containsExactly("/dns4/node/tcp/4001");
    assertThat(config.mdns()).isFalse();
    assertThat(config.interfaces()).containsExactly("lo");
  }

  private Path secretFile(String name, String text) throws IOException {
    Path file = Files.writeString(directory.resolve(name), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void secretOfAFileIsTheSameAsTheSecretAndNobodyElseMayReadIt() throws IOException {
    Path file = secretFile("secret", "s3cret\n");
    Map<String, String> settings = Map.of("seed", SEED, "secret-file", file.toString());
    assertThat(Libp2pConfig.of(settings).key())
        .isEqualTo(Libp2pConfig.builder().secret("s3cret").build().key());

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Libp2pConfig.of(settings))
        .withMessageContaining("chmod 600 " + file)
        .withMessageNotContaining("s3cret");
    Files.delete(file);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Libp2pConfig.of(settings))
        .withMessageContaining(file.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "identity-file, seed",
    "secret, secret-file",
    "key-file, secret",
    "key-file, secret-file"
  })
  void twoSettingsThatContradictEachOtherAreRefused(String one, String other) {
    Map<String, String> settings = new HashMap<>(Map.of("seed", SEED));
    settings.put(one, "x");
    settings.put(other, "y");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Libp2pConfig.of(settings))
        .withMessageContaining("'" + one + "'")
        .withMessageContaining("'" + other + "'");
  }

  @Test
  void keyLiesInTheDirectoryOfTheNodeUnlessSaidOtherwise() {
    TransportProvider provider = new Libp2pTransportProvider();
    Map<String, String> completed =
        provider.settingsIn(directory.toString(), Map.of("mdns", "off"));
    assertThat(completed)
        .containsEntry("mdns", "off")
        .containsEntry("identity-file", directory.resolve("libp2p.key").toString());
    Map<String, String> given = Map.of("seed", SEED);
    assertThat(provider.settingsIn(directory.toString(), given)).isEqualTo(given);
    assertThat(directory).isEmptyDirectory();
  }

  @ParameterizedTest
  @CsvSource({
    "port, 1, 'port'",
    "mdns, maybe, 'mdns'",
    "allow, nobody, 'allow'",
    "listen, /ip4/1.2.3.4, 'listen'",
    "peers, localhost:1, 'peers'",
    "seed, 01, 'seed'"
  })
  void settingThatIsUnknownOrMalformedIsNamed(String name, String value, String named) {
    Map<String, String> settings = new HashMap<>(Map.of("seed", SEED));
    settings.put(name, value);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Libp2pConfig.of(settings))
        .withMessageContaining(named);
  }

  @Test
  void checkOfASettingLooksAtNoFile() {
    TransportProvider provider = new Libp2pTransportProvider();
    String absent = directory.resolve("absent").toString();
    for (String file : List.of("identity-file", "secret-file", "key-file")) {
      assertThat(provider.problemOf(file, absent)).isEmpty();
    }
    assertThat(directory).isEmptyDirectory();
    assertThat(provider.problemOf("peers", "/ip4/10.0.0.1/tcp/4001")).isEmpty();
    assertThat(provider.problemOf("peers", "/ip4/10.0.0.1/udp/4001").orElseThrow())
        .contains("/ip4/10.0.0.1/udp/4001", "TCP");
    assertThat(provider.problemOf("speed", "9").orElseThrow()).contains("'speed'", "listen");
  }

  @Test
  void settingsWithoutAKeyAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Libp2pConfig.of(Map.of()))
        .withMessageContaining("identity-file");
  }

  @Test
  void serviceLoaderFindsTheProviderAndItSaysWhoTheNodeIs() {
    TransportProvider provider =
        ServiceLoader.load(TransportProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(found -> found.name().equals("libp2p"))
            .findFirst()
            .orElseThrow();
    Map<String, String> settings = Map.of("seed", SEED, "mdns", "off");

    assertThat(provider.idOf(NodeId.of("me"), settings)).isEqualTo(ID);
    try (Transport transport = provider.create(ID, settings)) {
      assertThat(transport.peers()).isEmpty();
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> provider.create(NodeId.of("me"), settings))
        .withMessageContaining("me")
        .withMessageContaining(ID.value());
  }
}

package org.exojvm.node.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.topology.Connection;
import org.exojvm.core.node.EventsMissedException;
import org.exojvm.core.node.ExoNode;
import org.exojvm.core.state.State;
import org.exojvm.node.config.NodeConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goal: nodes over libp2p are who their keys say, find their peers, and say what is in the way. */
class Libp2pNodeTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path directory;

  @Test
  void twoNodesBecomeOneClusterWithLinksThatNameWhereTheyListen() throws Exception {
    try (var first = TestPrograms.start(TestPrograms.libp2p(directory.resolve("a")))) {
      String address = first.program.listenAddresses().getFirst();
      assertThat(first.program.greeting())
          .contains("reach it at " + address, "whoever reaches it")
          .contains("/p2p/" + first.program.id());
      NodeConfig config = TestPrograms.libp2p(directory.resolve("b"), address);
      try (var second = TestPrograms.start(config)) {
        NodeId a = first.program.id();
        NodeId b = second.program.id();
        State state =
            await(
                second,
                known ->
                    known.nodeIdentities().size() == 2
                        && known.topology().connections().size() == 2);
        assertThat(state.topology().connections())
            .extracting(Connection::source)
            .containsExactlyInAnyOrder(a, b);
        assertThat(state.topology().links(b, a).toString())
            .contains(address.substring(0, address.indexOf("/p2p/")));
        assertThat(second.get("/metrics").body())
            .contains("exo_transport_peers 1.0")
            .containsPattern("exo_transport_events_total\\{what=\"swarm.upgraded\"} [1-9]");
      }
    }
  }

  /** Whichever of them is master in the end, the log of the other does not go on. */
  private static State await(TestPrograms node, Predicate<State> goal) throws Exception {
    ExoNode known = node.program.access().node();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!goal.test(known.state())) {
      assertThat(System.nanoTime()).as(known.state().topology().toString()).isLessThan(deadline);
      try {
        var _ = known.events(known.state().lastEventAppliedIdx() + 1).next(Duration.ofMillis(100));
      } catch (EventsMissedException e) {
        // Looks again.
      }
    }
    return known.state();
  }

  @Test
  void theIdIsThatOfTheKeyInTheDirectoryAndStays() throws Exception {
    NodeConfig config = TestPrograms.libp2p(directory);
    NodeId id;
    try (var node = TestPrograms.start(config)) {
      id = node.program.id();
      assertThat(id.value()).startsWith("12D3KooW");
    }
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(directory.resolve("libp2p.key"))))
        .isEqualTo("rw-------");
    try (var node = TestPrograms.start(config)) {
      assertThat(node.program.id()).isEqualTo(id);
    }
    Files.delete(directory.resolve("libp2p.key"));
    refused(config, ExitCode.DATA, "belongs to node " + id);
  }

  @Test
  void aDirectoryOfANodeOfAnotherTransportIsRefused() throws Exception {
    String id;
    try (var node = TestPrograms.start(TestPrograms.config(directory))) {
      id = node.program.id().value();
    }
    refused(TestPrograms.libp2p(directory), ExitCode.DATA, "belongs to node " + id);
  }

  @Test
  void whatIsInTheWayIsToldWithItsExitCodeAndNothingRuns() throws Exception {
    Path own = directory.resolve("own");
    try (var node = TestPrograms.start(TestPrograms.libp2p(directory.resolve("a")))) {
      String address = node.program.listenAddresses().getFirst();
      String taken = address.substring(0, address.indexOf("/p2p/"));
      refused(with(own, "listen", taken), ExitCode.ADDRESS, taken);
    }
    refused(with(own, "secret-file", own + "/nothing"), ExitCode.MISUSE, own + "/nothing");
    refused(with(own, "peers", "localhost:1"), ExitCode.MISUSE, "localhost:1");
    Path damaged = Files.writeString(directory.resolve("damaged"), "no key");
    refused(with(own, "identity-file", damaged.toString()), ExitCode.DATA, "holds no Ed25519 key");
    TestPrograms.start(TestPrograms.libp2p(own)).close();
  }

  private static NodeConfig with(Path directory, String setting, String value) {
    NodeConfig config = TestPrograms.libp2p(directory);
    Map<String, String> settings = new HashMap<>(config.transportSettings());
    settings.put(setting, value);
    return config.withTransportSettings(ImmutableMap.copyOf(settings));
  }

  private static void refused(NodeConfig config, ExitCode code, String what) {
    assertThatThrownBy(() -> NodeProgram.start(config))
        .hasMessageContaining(what)
        .isInstanceOfSatisfying(
            NodeStartException.class, it -> assertThat(it.exitCode()).isEqualTo(code));
  }
}

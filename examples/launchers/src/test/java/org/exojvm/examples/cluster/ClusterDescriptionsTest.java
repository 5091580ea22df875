package org.exojvm.examples.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.AbstractThrowableAssert;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.node.InterfaceType;
import org.exojvm.api.node.NodeIdentity;
import org.exojvm.api.topology.Link.RdmaConnection;
import org.exojvm.api.topology.Link.SocketConnection;
import org.exojvm.api.topology.Topology;
import org.exojvm.core.state.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bundled clusters load; whatever cannot be used is refused with the values and a hint. */
class ClusterDescriptionsTest {

  private static final String MEMORY =
      """
      {"ram_total": {"in_bytes": 100}, "ram_available": {"in_bytes": %d},
       "swap_total": {"in_bytes": 0}, "swap_available": {"in_bytes": 0}}\
      """;

  @TempDir Path directory;

  @Test
  void macStudio4HasFourNodesOfHalfATebibyteAllToAllByRdmaAndEthernet() throws Exception {
    ClusterDescription cluster = ClusterDescriptions.load("mac-studio-4");
    assertThat(cluster.nodes()).hasSize(4);
    Topology topology = cluster.state().topology();
    for (NodeId source : cluster.nodes()) {
      assertThat(cluster.memory(source).ramTotal().inGib()).isEqualTo(512);
      assertThat(cluster.identity(source).chipId()).isEqualTo("Apple M3 Ultra");
      for (NodeId sink : cluster.nodes()) {
        if (!source.equals(sink)) {
          assertThat(topology.links(source, sink))
              .hasSize(2)
              .hasAtLeastOneElementOfType(SocketConnection.class)
              .hasAtLeastOneElementOfType(RdmaConnection.class);
        }
      }
    }
  }

  @Test
  void everyRdmaDeviceOfMacStudio4IsAPortOfItsNodeAndUsedForOnePeer() throws Exception {
    ClusterDescription cluster = ClusterDescriptions.load("mac-studio-4");
    for (NodeId node : cluster.nodes()) {
      assertThat(
              cluster.state().topology().connections().stream()
                  .filter(connection -> connection.source().equals(node))
                  .map(connection -> connection.edge())
                  .filter(RdmaConnection.class::isInstance)
                  .map(edge -> ((RdmaConnection) edge).sourceRdmaIface()))
          .doesNotHaveDuplicates()
          .hasSize(3)
          .isSubsetOf(
              cluster.state().nodeThunderbolt().get(node).interfaces().stream()
                  .map(port -> port.rdmaInterface())
                  .toList());
    }
  }

  @Test
  void mixedLabHasRdmaBetweenSomeNodesAndWifiAtALaptop() throws Exception {
    ClusterDescription cluster = ClusterDescriptions.load("mixed-lab");
    assertThat(cluster.nodes()).extracting(cluster::identity).doesNotContainNull().hasSize(5);
    assertThat(
            cluster.state().topology().connections().stream()
                .filter(connection -> connection.edge() instanceof RdmaConnection)
                .map(connection -> connection.source().value() + ">" + connection.sink().value()))
        .containsExactlyInAnyOrder(
            "studio-1>studio-2", "studio-2>studio-1", "studio-1>laptop-1", "laptop-1>studio-1");
    assertThat(cluster.state().nodeNetwork().get(NodeId.of("laptop-2")).interfaces())
        .extracting(port -> port.interfaceType())
        .containsExactly(InterfaceType.WIFI);
  }

  @Test
  void localIsThisMachineDividedByThree() throws Exception {
    ClusterDescription cluster = ClusterDescriptions.load("local");
    assertThat(cluster.nodes()).hasSize(3);
    assertThat(cluster.freeMemory().inBytes()).isPositive();
  }

  @Test
  void aFileIsReadByItsPath() throws Exception {
    Path file = write(twoNodes(MEMORY.formatted(10), MEMORY.formatted(20)));
    ClusterDescription cluster = ClusterDescriptions.load(file.toString());
    assertThat(cluster.nodes()).containsExactly(NodeId.of("a"), NodeId.of("b"));
    assertThat(cluster.freeMemory().inBytes()).isEqualTo(30);
    assertThat(cluster.identity(NodeId.of("a")).friendlyName()).isEqualTo("a");
  }

  @Test
  void theExampleOfTheDocumentationIsACluster() throws Exception {
    String document =
        Files.readString(Path.of(System.getProperty("exo.root"), "docs", "clusters.md"), UTF_8);
    Path file = write(document.split("```json\n", 2)[1].split("```", 2)[0]);
    ClusterDescription cluster = ClusterDescriptions.load(file.toString());
    assertThat(cluster.nodes()).hasSize(2);
    assertThat(cluster.state().topology().connections()).hasSize(2);
  }

  @Test
  void anUnknownNameListsTheBundledClusters() {
    assertRefused("mac-mini-9")
        .hasMessageContaining("\"mac-mini-9\"")
        .hasMessageContaining("mac-studio-4, mixed-lab, local");
  }

  @Test
  void aDirectoryIsNotAFile() {
    assertRefused(directory.toString()).hasMessageContaining("it is not a file");
  }

  @Test
  void aPathThatIsNoneIsRefused() {
    assertRefused("\u0000").hasMessageContaining("cannot be read");
  }

  @Test
  void aHugeFileIsNotRead() throws IOException {
    Path file = write(" ".repeat((int) ClusterDescriptions.MAX_FILE_BYTES + 1));
    assertRefused(file.toString()).hasMessageContaining("more than 4194304");
  }

  @Test
  void textThatIsNotJsonIsRefused() throws IOException {
    assertRefused(write("{\"topology\": ").toString())
        .hasMessageContaining("is not a cluster description")
        .hasMessageContaining("docs/clusters.md");
  }

  @Test
  void anUnknownFieldIsRefusedByName() throws IOException {
    assertRefused(write("{\"nodes\": []}").toString()).hasMessageContaining("nodes");
  }

  @Test
  void aClusterWithoutNodesIsRefused() throws IOException {
    assertRefused(write("{}").toString()).hasMessageContaining("has no nodes. Maybe list them");
  }

  @Test
  void aNodeWithoutMemoryIsNamed() throws IOException {
    assertRefused(write(twoNodes(MEMORY.formatted(10), null)).toString())
        .hasMessageContaining("no memory figures for node \"b\"");
  }

  @Test
  void moreMemoryAvailableThanInstalledIsRefusedWithTheNumbers() throws IOException {
    assertRefused(write(twoNodes(MEMORY.formatted(10), MEMORY.formatted(101))).toString())
        .hasMessageContaining("101 of 100 bytes")
        .hasMessageContaining("\"b\"");
  }

  @Test
  void anEntryForANodeThatIsNotThereIsNamed() throws IOException {
    String json =
        "{\"topology\": {\"nodes\": [\"a\"], \"connections\": {}}, \"node_memory\": {\"b\": "
            + MEMORY.formatted(1)
            + "}}";
    assertRefused(write(json).toString())
        .hasMessageContaining("\"b\" in node_memory")
        .hasMessageContaining("misspelled");
  }

  @Test
  void aNodeListedTwiceIsOneNode() throws Exception {
    String json = twoNodes(MEMORY.formatted(10), MEMORY.formatted(20));
    Path file = write(json.replace("[\"a\", \"b\"]", "[\"a\", \"b\", \"a\"]"));
    assertThat(ClusterDescriptions.load(file.toString()).nodes())
        .containsExactly(NodeId.of("a"), NodeId.of("b"));
  }

  @Test
  void aLinkOfANodeToItselfIsRefused() throws IOException {
    String json = twoNodes(MEMORY.formatted(10), MEMORY.formatted(20));
    String loop =
        "{\"b\": {\"b\": [{\"sink_multiaddr\": {\"address\": \"/ip4/10.0.0.2/tcp/52415\"}}]}}";
    assertRefused(write(json.replace("\"connections\": {}", "\"connections\": " + loop)).toString())
        .hasMessageContaining("links node \"b\" to itself. Remove that link");
  }

  @Test
  void anIdWithAControlCharacterIsRefusedAndNotPrinted() throws IOException {
    String json = twoNodes(MEMORY.formatted(10), null).replace("\"b\"", "\"\\u001b[31mb\"");
    assertRefused(write(json).toString())
        .hasMessageContaining("\"?[31mb\" with a control character");
  }

  @Test
  void namesAreShownWithoutWhatATerminalWouldObey() throws Exception {
    State state = ClusterDescriptions.load(ClusterDescriptions.MAC_STUDIO_4).state();
    NodeId node = NodeId.of("mac-studio-1");
    NodeIdentity odd = NodeIdentity.unknown().withFriendlyName("a\nb").withChipId("\u001b[2J");
    NodeIdentity shown =
        ClusterDescription.of(
                "odd", state.withNodeIdentities(state.nodeIdentities().with(node, odd)))
            .identity(node);
    assertThat(shown.friendlyName()).isEqualTo("a?b");
    assertThat(shown.chipId()).isEqualTo("?[2J");
  }

  @Test
  void aClusterAsReportedMayHaveNodesThatHaveNotReportedYet() throws Exception {
    Path file = write(twoNodes(MEMORY.formatted(10), null));
    State state = ClusterDescriptions.loadAsReported(file.toString()).state();
    assertThat(state.topology().size()).isEqualTo(2);
    assertThat(state.nodeMemory().size()).isEqualTo(1);
  }

  private static AbstractThrowableAssert<?, ?> assertRefused(String nameOrFile) {
    return assertThatThrownBy(() -> ClusterDescriptions.load(nameOrFile))
        .isInstanceOf(ClusterDescriptionException.class)
        .hasMessageEndingWith(".");
  }

  private Path write(String json) throws IOException {
    return Files.writeString(directory.resolve("cluster.json"), json, UTF_8);
  }

  private static String twoNodes(String memoryOfA, String memoryOfB) {
    String b = memoryOfB == null ? "" : ", \"b\": " + memoryOfB;
    return "{\"topology\": {\"nodes\": [\"a\", \"b\"], \"connections\": {}}, \"node_memory\":"
        + " {\"a\": "
        + memoryOfA
        + b
        + "}}";
  }
}

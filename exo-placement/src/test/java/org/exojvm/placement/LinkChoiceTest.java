package org.exojvm.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.exojvm.api.node.InterfaceType;
import org.exojvm.api.topology.Link;
import org.junit.jupiter.api.Test;

/** Goal: of several links the most suitable is taken, and always the same one. */
class LinkChoiceTest {

  private static LinkChoice choice(Cluster cluster) {
    return new LinkChoice(cluster.topology(), cluster.request(Cluster.card(1, 1)).nodeNetwork());
  }

  @Test
  void interfacesAreTakenInTheOrderOfTheirTypes() {
    List<InterfaceType> bestFirst =
        List.of(
            InterfaceType.ETHERNET,
            InterfaceType.WIFI,
            InterfaceType.UNKNOWN,
            InterfaceType.MAYBE_ETHERNET,
            InterfaceType.THUNDERBOLT);
    for (int skipped = 0; skipped < bestFirst.size(); skipped++) {
      Cluster cluster = Cluster.of(1, 1);
      for (int i = skipped; i < bestFirst.size(); i++) {
        cluster.socket("a", "b", "10.0.0." + i).network("b", "10.0.0." + i, bestFirst.get(i));
      }
      assertThat(choice(cluster).address(Cluster.id("a"), Cluster.id("b")))
          .hasValue("10.0.0." + skipped);
    }
  }

  @Test
  void anUnlistedAddressCountsAsUnknown() {
    Cluster cluster =
        Cluster.of(1, 1)
            .socket("a", "b", "10.0.0.1")
            .socket("a", "b", "10.0.0.2")
            .network("b", "10.0.0.2", InterfaceType.THUNDERBOLT);
    assertThat(choice(cluster).address(Cluster.id("a"), Cluster.id("b"))).hasValue("10.0.0.1");
  }

  @Test
  void amongEqualsTheNewestLinkIsTaken() {
    Cluster cluster =
        Cluster.of(1, 1)
            .socket("a", "b", "10.0.0.1")
            .socket("a", "b", "10.0.0.2")
            .link("a", "b", new Link.RdmaConnection("rdma_old", "x"))
            .link("a", "b", new Link.RdmaConnection("rdma_new", "x"));
    assertThat(choice(cluster).address(Cluster.id("a"), Cluster.id("b"))).hasValue("10.0.0.2");
    assertThat(choice(cluster).rdmaDevice(Cluster.id("a"), Cluster.id("b"))).hasValue("rdma_new");
  }

  @Test
  void rdmaIsNoAddressAndASocketIsNoDevice() {
    assertThat(choice(Cluster.of(1, 1).rdma("a", "b")).address(Cluster.id("a"), Cluster.id("b")))
        .isEmpty();
    assertThat(
            choice(Cluster.of(1, 1).socket("a", "b")).rdmaDevice(Cluster.id("a"), Cluster.id("b")))
        .isEmpty();
    assertThat(
            new LinkChoice(Cluster.empty().topology(), Map.of())
                .address(Cluster.id("a"), Cluster.id("b")))
        .isEmpty();
  }
}

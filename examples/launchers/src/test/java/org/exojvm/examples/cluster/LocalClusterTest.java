package org.exojvm.examples.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.model.Memory;
import org.exojvm.api.node.DiskUsage;
import org.exojvm.api.node.InterfaceType;
import org.exojvm.api.node.MemoryUsage;
import org.exojvm.api.node.NetworkInterfaceInfo;
import org.exojvm.api.node.NodeIdentity;
import org.exojvm.api.topology.Link.SocketConnection;
import org.junit.jupiter.api.Test;

/** One machine becomes three nodes, and nothing is invented on the way. */
class LocalClusterTest {

  private static final LocalMachine MACHINE =
      new LocalMachine(
          new NodeIdentity("Board", "Some CPU", "this machine", "12", "b1"),
          new MemoryUsage(Memory.ofGib(12), Memory.ofGib(9), Memory.ofGib(3), Memory.ofGib(3)),
          new DiskUsage(Memory.ofGib(90), Memory.ofGib(60)),
          ImmutableList.of(new NetworkInterfaceInfo("eth0", "192.0.2.7", InterfaceType.ETHERNET)));

  @Test
  void everyNodeHasAThirdOfMemoryAndDisk() throws ClusterDescriptionException {
    ClusterDescription cluster = cluster();
    assertThat(cluster.nodes()).hasSize(3);
    for (NodeId node : cluster.nodes()) {
      assertThat(cluster.memory(node).ramTotal()).isEqualTo(Memory.ofGib(4));
      assertThat(cluster.memory(node).ramAvailable()).isEqualTo(Memory.ofGib(3));
      assertThat(cluster.state().nodeDisk().get(node).available()).isEqualTo(Memory.ofGib(20));
      assertThat(cluster.identity(node).chipId()).isEqualTo("Some CPU");
    }
  }

  @Test
  void everyNodeReachesEveryOtherAtAnAddressOfItsOwnWithoutRdma()
      throws ClusterDescriptionException {
    assertThat(cluster().state().topology().connections())
        .hasSize(6)
        .allSatisfy(
            connection -> assertThat(connection.edge()).isInstanceOf(SocketConnection.class))
        .extracting(connection -> ((SocketConnection) connection.edge()).sinkMultiaddr().host())
        .containsOnly("127.0.0.1", "127.0.0.2", "127.0.0.3");
  }

  @Test
  void everyNodeHasTheInterfacesOfTheMachine() throws ClusterDescriptionException {
    ClusterDescription cluster = cluster();
    for (NodeId node : cluster.nodes()) {
      assertThat(cluster.state().nodeNetwork().get(node).interfaces())
          .hasSize(2)
          .contains(MACHINE.interfaces().getFirst());
    }
  }

  @Test
  void thisMachineCanBeMeasured() {
    LocalMachine machine = LocalMachineProbe.measure();
    assertThat(machine.memory().ramTotal().inBytes()).isPositive();
    assertThat(machine.memory().ramAvailable()).isLessThanOrEqualTo(machine.memory().ramTotal());
    assertThat(machine.identity().chipId()).isNotBlank();
  }

  private static ClusterDescription cluster() throws ClusterDescriptionException {
    return ClusterDescription.of("local", LocalCluster.divide(MACHINE));
  }
}

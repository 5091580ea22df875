package org.exojvm.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.exojvm.core.reconcile.Fixtures.mesh;
import static org.exojvm.core.reconcile.Fixtures.ring;
import static org.exojvm.core.reconcile.Reconciliation.instanceConnectionsHealthy;

import com.google.common.collect.ImmutableMap;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.Instance.MlxRingInstance;
import org.exojvm.api.topology.Link.SocketConnection;
import org.exojvm.api.topology.Multiaddr;
import org.exojvm.core.reconcile.ConnectionHealth.Unhealthy;
import org.junit.jupiter.api.Test;

class InstanceConnectionsHealthyTest {

  private final TestCluster cluster = TestCluster.connected("a", "b", "c", "d");

  @Test
  void aRingOnAllItsLinksIsHealthy() {
    assertThat(health(ring("i", null, "a", "b", "c", "d")).isHealthy()).isTrue();
  }

  @Test
  void aRingDoesNotNeedLinksBetweenNodesThatAreNoNeighbours() {
    cluster.cut("a", "c");
    assertThat(health(ring("i", null, "a", "b", "c", "d")).isHealthy()).isTrue();
  }

  @Test
  void aMissingLinkIsNamed() {
    cluster.cut("b", "c");
    assertThat(health(ring("i", null, "a", "b", "c", "d")))
        .isEqualTo(new Unhealthy(false, "The socket link to 10.0.0.3 from b to c is gone."));
  }

  @Test
  void aNodeThatLeftIsNamedAndToldApart() {
    cluster.kill("b");
    assertThat(health(ring("i", null, "a", "b")))
        .isEqualTo(new Unhealthy(true, "Node b has left."));
  }

  @Test
  void anotherPortOfTheSameAddressIsAsGood() {
    cluster.cut("a", "b");
    cluster.edge("a", "b", new SocketConnection(Multiaddr.parse("/ip4/10.0.0.2/tcp/1")));
    cluster.edge("b", "a", new SocketConnection(Multiaddr.parse("/ip4/10.0.0.1/tcp/1")));
    assertThat(health(ring("i", null, "a", "b")).isHealthy()).isTrue();
  }

  @Test
  void anotherAddressOfTheSameNodeIsNot() {
    cluster.cut("a", "b");
    cluster.edge("a", "b", new SocketConnection(Multiaddr.parse("/ip4/10.9.9.9/tcp/1")));
    assertThat(health(ring("i", null, "a", "b")).isHealthy()).isFalse();
  }

  @Test
  void aNodeWithoutHostListIsUnhealthyAndNoException() {
    MlxRingInstance ring = (MlxRingInstance) ring("i", null, "a", "b");
    assertThat(health(ring.withHostsByNode(ImmutableMap.of())))
        .isEqualTo(new Unhealthy(false, "Node a has no host list."));
  }

  @Test
  void aHostListLongerThanTheRingIsUnhealthyAndNoException() {
    MlxRingInstance longer = (MlxRingInstance) ring("i", null, "a", "b", "c");
    MlxRingInstance shorter = (MlxRingInstance) ring("i", null, "a", "b");
    assertThat(health(shorter.withHostsByNode(longer.hostsByNode()))).isInstanceOf(Unhealthy.class);
  }

  @Test
  void aSingleNodeNeedsNoLink() {
    cluster.cut("a", "b").cut("a", "c").cut("a", "d");
    assertThat(health(ring("i", null, "a")).isHealthy()).isTrue();
  }

  @Test
  void aMeshNeedsEveryDeviceOfItsMatrix() {
    Instance mesh = mesh("i", null, "a", "b", "c");
    assertThat(health(mesh))
        .isEqualTo(new Unhealthy(false, "The RDMA link from rdma_b from a to b is gone."));
    cluster.rdmaMesh("a", "b", "c");
    assertThat(health(mesh).isHealthy()).isTrue();
  }

  @Test
  void aMatrixLargerThanTheMeshIsUnhealthyAndNoException() {
    Instance.MlxJacclInstance large = (Instance.MlxJacclInstance) mesh("i", null, "a", "b", "c");
    Instance.MlxJacclInstance small = (Instance.MlxJacclInstance) mesh("i", null, "a", "b");
    cluster.rdmaMesh("a", "b");
    assertThat(health(small.withJacclDevices(large.jacclDevices()))).isInstanceOf(Unhealthy.class);
  }

  private ConnectionHealth health(Instance instance) {
    return instanceConnectionsHealthy(instance, cluster.state().topology());
  }
}

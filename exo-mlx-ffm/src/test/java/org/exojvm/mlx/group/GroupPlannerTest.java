package org.exojvm.mlx.group;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.exojvm.api.engine.RunnerFixtures;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.BoundInstance;
import org.exojvm.api.instance.Host;
import org.exojvm.api.instance.Instance.MlxJacclInstance;
import org.exojvm.api.instance.Instance.MlxRingInstance;
import org.exojvm.api.instance.JacclRow;
import org.exojvm.mlx.group.GroupProblem.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Goal: what placement made becomes what MLX reads, and what would fail says so beforehand. */
class GroupPlannerTest {

  @Test
  void anInstanceOfOneRankHasNoGroup() {
    assertThat(plan(Groups.ring(1, 0))).isEqualTo(new GroupPlan.Alone());
  }

  @Test
  void aRingBecomesItsHostFileAndEnvironment() {
    RankGroup group = joins(plan(Groups.ring(4, 1)));
    assertThat(group.fileContent())
        .isEqualTo("[\"10.0.0.1:50000\",\"0.0.0.0:50000\",\"10.0.0.3:50000\",\"198.51.100.1:0\"]");
    assertThat(group.backend()).isEqualTo("ring");
    assertThat(RankEnvironment.of(group, "/run/ring.json"))
        .isEqualTo(
            new RankEnvironment.Variables(
                ImmutableMap.of("MLX_RANK", "1", "MLX_HOSTFILE", "/run/ring.json")));
  }

  @Test
  void aMeshBecomesItsDeviceFileAndEnvironment() {
    RankGroup group = joins(plan(Groups.jaccl(Groups.mesh(3), 3, 2)));
    assertThat(group.fileContent())
        .isEqualTo(
            "[[null,\"rdma_en01\",\"rdma_en02\"],[\"rdma_en10\",null,\"rdma_en12\"],"
                + "[\"rdma_en20\",\"rdma_en21\",null]]");
    assertThat(group.backend()).isEqualTo("jaccl");
    assertThat(RankEnvironment.of(group, "/run/devices.json"))
        .isEqualTo(
            new RankEnvironment.Variables(
                ImmutableMap.of(
                    "MLX_RANK", "2",
                    "MLX_IBV_DEVICES", "/run/devices.json",
                    "MLX_JACCL_COORDINATOR", "10.0.0.1:50001")));
  }

  @Test
  void aRingOfSeveralWiresIsListedAndPreferred() {
    JacclRank rank =
        new JacclRank(1, ring(3, 2), JacclTopology.RING, "0.0.0.0:1")
            .withCoordinator("127.0.0.1:9");
    assertThat(GroupPlanner.jaccl(rank, 3, Optional.empty())).isEqualTo(new GroupPlan.Joins(rank));
    assertThat(rank.fileContent())
        .startsWith("[[null,[\"rdma_en0\",\"rdma_en1\"],[\"rdma_en0\",\"rdma_en1\"]]");
    assertThat(RankEnvironment.of(rank, "f"))
        .isEqualTo(
            new RankEnvironment.Variables(
                ImmutableMap.of(
                    "MLX_RANK", "1",
                    "MLX_IBV_DEVICES", "f",
                    "MLX_JACCL_COORDINATOR", "127.0.0.1:9",
                    "MLX_JACCL_RING", "1")));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 8})
  void everyRankOfAMeshOfTwoToEightMayJoin(int ranks) {
    for (int rank = 0; rank < ranks; rank++) {
      assertThat(plan(Groups.jaccl(Groups.mesh(ranks), ranks, rank)))
          .isInstanceOf(GroupPlan.Joins.class);
    }
  }

  @Test
  void aMeshOfNineIsRefused() {
    assertThat(plan(Groups.jaccl(Groups.mesh(9), 9, 0)))
        .isEqualTo(
            refused(
                Code.SIZE,
                "A JACCL group of 9 ranks: it takes 2 to 8.",
                "Use fewer nodes, or MlxRing over TCP."));
  }

  @Test
  void aPairWithoutAWireIsNamed() {
    assertThat(codes(plan(Groups.jaccl(edited(3, 2, 1, Optional.empty()), 3, 0))))
        .containsExactly(Code.NO_WIRE);
    assertThat(text(plan(Groups.jaccl(edited(3, 2, 1, Optional.empty()), 3, 0))))
        .startsWith("Rank 2 has no RDMA device towards rank 1.");
  }

  @Test
  void aRankWithADeviceTowardsItselfIsNamed() {
    assertThat(codes(plan(Groups.jaccl(edited(3, 1, 1, Optional.of("rdma_en1")), 3, 0))))
        .containsExactly(Code.DIAGONAL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "rdma%n", "a\"b", "x/../y"})
  void aNameThatIsNoneIsRefused(String name) {
    assertThat(codes(plan(Groups.jaccl(edited(2, 0, 1, Optional.of(name)), 2, 0))))
        .containsExactly(Code.DEVICE_NAME);
  }

  @Test
  void aMatrixOfAnotherSizeIsRefused() {
    assertThat(codes(plan(Groups.jaccl(Groups.mesh(3), 2, 0))))
        .containsExactly(Code.SHAPE, Code.SHAPE, Code.SHAPE, Code.SHAPE);
  }

  @ParameterizedTest
  @CsvSource({"0, NO_WIRE", "5, WIRES"})
  void aRingNeedsOneToFourWiresPerNeighbour(int wires, Code code) {
    JacclRank rank = new JacclRank(0, ring(3, wires), JacclTopology.RING, "127.0.0.1:9");
    assertThat(codes(GroupPlanner.jaccl(rank, 3, Optional.empty()))).containsOnly(code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "fe80::1:50000",
        "10.0.0.1",
        "10.0.0.256:5",
        "10.0.0.1:0",
        "host:5",
        // C reads 8.0.0.1.
        "010.0.0.1:50000",
        // The own node, where there is no rank 0.
        "0.0.0.0:50000"
      })
  void aCoordinatorThatCannotBeDialledIsRefused(String coordinator) {
    BoundInstance bound = Groups.jaccl(Groups.mesh(2), 2, 1);
    MlxJacclInstance instance = (MlxJacclInstance) bound.instance();
    BoundInstance broken =
        RunnerFixtures.bound(
            instance.withJacclCoordinators(ImmutableMap.of(RunnerFixtures.node(1), coordinator)),
            1);
    assertThat(codes(plan(broken))).containsExactly(Code.COORDINATOR);
  }

  @Test
  void aNodeWithoutHostsOrWithAnUnusableOneIsRefused() {
    assertThat(text(plan(withHosts(ImmutableMap.of()))))
        .startsWith("Node n0 has no hosts for a ring of 2 ranks.");
    assertThat(text(plan(withHosts(ImmutableMap.of(0, new Host("fe80::1", 5))))))
        .contains("rank 1 in the host list of rank 0, fe80::1:5, is no IPv4 address");
    assertThat(text(plan(withHosts(ImmutableMap.of(0, new Host("10.0.0.2", 0))))))
        .contains("10.0.0.2:0, has no port");
    assertThat(text(plan(withHosts(ImmutableMap.of(0, new Host("0.0.0.0", 5))))))
        .contains("is not an address one can dial");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/tmp/100%d.json", ""})
  void aPathThatMlxWouldMisreadIsRefused(String path) {
    assertThat(RankEnvironment.of(joins(plan(Groups.ring(2, 0))), path))
        .isInstanceOfSatisfying(
            RankEnvironment.Refused.class,
            refused -> {
              assertThat(refused.problem().code()).isEqualTo(Code.PATH);
              assertThat(refused.problem().text()).contains(path).endsWith("format strings.");
            });
  }

  private static GroupPlan plan(BoundInstance bound) {
    return GroupPlanner.plan(bound, Optional.empty());
  }

  private static RankGroup joins(GroupPlan plan) {
    assertThat(plan).isInstanceOf(GroupPlan.Joins.class);
    return ((GroupPlan.Joins) plan).group();
  }

  private static List<Code> codes(GroupPlan plan) {
    assertThat(plan).isInstanceOf(GroupPlan.Refused.class);
    return ((GroupPlan.Refused) plan).problems().stream().map(GroupProblem::code).toList();
  }

  private static String text(GroupPlan plan) {
    assertThat(plan).isInstanceOf(GroupPlan.Refused.class);
    return ((GroupPlan.Refused) plan).text();
  }

  private static GroupPlan refused(Code code, String message, String hint) {
    return new GroupPlan.Refused(ImmutableList.of(new GroupProblem(code, message, hint)));
  }

  /** A mesh with one cell changed. */
  private static ImmutableList<JacclRow> edited(
      int ranks, int from, int to, Optional<String> device) {
    List<JacclRow> rows = new ArrayList<>(Groups.mesh(ranks));
    List<Optional<String>> cells = new ArrayList<>(rows.get(from).devices());
    cells.set(to, device);
    rows.set(from, new JacclRow(ImmutableList.copyOf(cells)));
    return ImmutableList.copyOf(rows);
  }

  /** A ring with so many wires everywhere but on the diagonal. */
  private static DeviceMatrix ring(int ranks, int wires) {
    ImmutableList.Builder<String> names = ImmutableList.builder();
    for (int wire = 0; wire < wires; wire++) {
      names.add("rdma_en" + wire);
    }
    ImmutableList.Builder<ImmutableList<ImmutableList<String>>> rows = ImmutableList.builder();
    for (int from = 0; from < ranks; from++) {
      ImmutableList.Builder<ImmutableList<String>> row = ImmutableList.builder();
      for (int to = 0; to < ranks; to++) {
        row.add(from == to ? ImmutableList.of() : names.build());
      }
      rows.add(row.build());
    }
    return new DeviceMatrix(rows.build());
  }

  private static BoundInstance withHosts(ImmutableMap<Integer, Host> neighbour) {
    MlxRingInstance ring = (MlxRingInstance) Groups.ring(2, 0).instance();
    ImmutableMap.Builder<NodeId, ImmutableList<Host>> hosts = ImmutableMap.builder();
    neighbour.forEach(
        (node, host) ->
            hosts.put(
                RunnerFixtures.node(node), ImmutableList.of(new Host("0.0.0.0", 50_000), host)));
    return RunnerFixtures.bound(ring.withHostsByNode(hosts.buildOrThrow()), 0);
  }
}

package org.exojvm.mlx.group;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Optional;
import org.exojvm.mlx.group.GroupProblem.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Goal: what is wrong with the devices of a node is said before a rank starts, with the remedy. */
class LinkFactsTest {

  private static final LinkFacts.Device FREE = new LinkFacts.Device(true, 0);

  @Test
  void devicesThatAreThereWithAddressAndRoomAreFine() {
    assertThat(plan(RdmaCtl.ENABLED, FREE)).isInstanceOf(GroupPlan.Joins.class);
    assertThat(plan(RdmaCtl.UNKNOWN, new LinkFacts.Device(true, 9)))
        .isInstanceOf(GroupPlan.Joins.class);
  }

  @Test
  void rdmaThatIsOffIsSwitchedOnInRecovery() {
    assertThat(problem(plan(RdmaCtl.DISABLED, FREE)).text())
        .isEqualTo(
            "RDMA is switched off on this node. Start the machine in recoveryOS, open a terminal,"
                + " run rdma_ctl enable, and restart it.");
  }

  @Test
  void anEleventhQueuePairIsRefusedBecauseOnlyARestartWouldHelp() {
    GroupProblem problem = problem(plan(RdmaCtl.ENABLED, new LinkFacts.Device(true, 10)));
    assertThat(problem.code()).isEqualTo(Code.QUEUE_PAIRS);
    assertThat(problem.text())
        .startsWith("rdma_en01 has 10 queue pairs open and needs 1 more, of at most 10.")
        .contains("restart the machine");
  }

  @Test
  void aLinkWithoutIpv4IsRefused() {
    assertThat(problem(plan(RdmaCtl.ENABLED, new LinkFacts.Device(false, 0))).code())
        .isEqualTo(Code.NO_IPV4);
  }

  @Test
  void aDeviceThatIsNotThereIsRefusedForJacclWouldCrash() {
    GroupPlan plan =
        GroupPlanner.plan(
            Groups.jaccl(Groups.mesh(2), 2, 0),
            Optional.of(new LinkFacts(RdmaCtl.ENABLED, ImmutableMap.of("rdma_en9", FREE))));
    assertThat(problem(plan).text())
        .startsWith("This node has no RDMA device rdma_en01, only [rdma_en9].");
  }

  @Test
  void aRingOfTwoUsesEveryWireOnBothSidesAndAMeshTheFirstOnly() {
    DeviceMatrix matrix =
        new DeviceMatrix(
            ImmutableList.of(
                ImmutableList.of(ImmutableList.of(), ImmutableList.of("a", "b")),
                ImmutableList.of(ImmutableList.of("c", "d"), ImmutableList.of())));
    assertThat(new JacclRank(0, matrix, JacclTopology.RING, "").queuePairs())
        .isEqualTo(ImmutableMap.of("a", 2, "b", 2));
    assertThat(new JacclRank(1, matrix, JacclTopology.MESH, "").queuePairs())
        .isEqualTo(ImmutableMap.of("c", 1));
  }

  @ParameterizedTest
  @CsvSource({"enabled, ENABLED", "'Disabled\n', DISABLED", "'', UNKNOWN", "usage: x, UNKNOWN"})
  void theStatusToolIsRead(String output, RdmaCtl status) {
    assertThat(RdmaCtl.parse(output)).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[jaccl] Changing queue pair to INIT failed with errno 16 | restart the machine",
        "[jaccl] Couldn't create queue pair | restart the machine",
        "[jaccl] Could not open device rdma_en5 | rdma_ctl enable",
        "[jaccl] Changing queue pair to RTR failed with errno 22 | IPv4 address",
        "[jaccl] Couldn't connect (error: 111) | rank 0",
        "[jaccl] Recv failed with errno=57 | reports of the other ranks",
        "Cannot initialize jaccl distributed backend. | macOS 26.2",
      })
  void errorsOfJacclAreExplained(String error, String advice) {
    assertThat(JacclAdvice.about(error))
        .hasValueSatisfying(text -> assertThat(text).contains(advice));
  }

  @Test
  void anUnknownErrorIsNotExplained() {
    assertThat(JacclAdvice.about("out of memory")).isEmpty();
  }

  private static GroupPlan plan(RdmaCtl rdma, LinkFacts.Device device) {
    return GroupPlanner.plan(
        Groups.jaccl(Groups.mesh(2), 2, 0),
        Optional.of(new LinkFacts(rdma, ImmutableMap.of(Groups.device(0, 1), device))));
  }

  private static GroupProblem problem(GroupPlan plan) {
    assertThat(plan).isInstanceOf(GroupPlan.Refused.class);
    assertThat(((GroupPlan.Refused) plan).problems()).hasSize(1);
    return ((GroupPlan.Refused) plan).problems().getFirst();
  }
}

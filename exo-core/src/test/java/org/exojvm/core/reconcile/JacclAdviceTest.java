package org.exojvm.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.exojvm.core.reconcile.Fixtures.intent;
import static org.exojvm.core.reconcile.Fixtures.ring;

import java.util.Objects;
import org.exojvm.api.engine.RunnerStatus.RunnerFailed;
import org.exojvm.core.info.GatheredInfo.MiscData;
import org.exojvm.core.reconcile.RunnerFailure.Failed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Goal: an error of JACCL says what to do, on the node that has to do it, and others stay as is.
 */
class JacclAdviceTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[jaccl] Couldn't create queue pair | restart this machine",
        "[jaccl] Changing queue pair to INIT failed with errno 16 | restart this machine",
        "ibv_create_qp: EBUSY | restart this machine",
        "[jaccl] Could not open device rdma_en3 | rdma_ctl enable",
        "[jaccl] Couldn't allocate protection domain | rdma_ctl enable",
        "[jaccl] Changing queue pair to RTR failed with errno 60 | check the Thunderbolt cable",
        "[jaccl] Couldn't connect (error: 111) | check the Thunderbolt cable",
        "[jaccl] The Thunderbolt interface needs an IPv4 address | IPv4 on for each port",
        "[jaccl] The configuration should define a valid mesh or a valid ring. | check the cables",
        "[jaccl] Recv failed with error code 12 | another rank has gone",
      })
  void aKnownErrorSaysWhatToDo(String message, String advice) {
    assertThat(JacclAdvice.added(message)).startsWith(message + " (").contains(advice);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Terminated (signal=9 (Killed))",
        "could not open device for logging",
        "errno 16",
        "[jaccl] Group split not supported",
      })
  void whatIsNotKnownIsLeftAsItIs(String message) {
    assertThat(JacclAdvice.added(message)).isEqualTo(message);
  }

  @Test
  void everyRankHasItsOwnAdviceInTheOrderOfTheRanks() {
    TestCluster cluster =
        TestCluster.connected("a", "b")
            .declare(intent("m"))
            .place(ring("i", "m", "a", "b"))
            .gathered("a", new MiscData("Studio 1"))
            .gathered("b", new MiscData("Studio 2"))
            .report("i", "b", new RunnerFailed("[jaccl] Couldn't create queue pair"))
            .report("i", "a", new RunnerFailed("[jaccl] Recv failed with errno=54"));
    RunnerFailure failure =
        Reconciliation.instanceRunnersFailed(
            Objects.requireNonNull(cluster.instance("i")),
            cluster.state().runners(),
            cluster.state().nodeIdentities());
    assertThat(failure)
        .isInstanceOfSatisfying(
            Failed.class,
            failed ->
                assertThat(failed.message())
                    .matches(
                        "Studio 1: \\[jaccl\\] Recv failed .* \\(another rank has gone.*\\); "
                            + "Studio 2: .*queue pair \\(.*restart this machine\\)"));
  }
}

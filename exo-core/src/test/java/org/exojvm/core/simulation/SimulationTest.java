package org.exojvm.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import org.junit.jupiter.api.Test;

/**
 * Goal: a bounded set of clusters survives every fault in every build, and a seed always means the
 * same run.
 */
class SimulationTest {

  private static final long HOUR = 3_600_000;

  @Test
  void fiveNodesSurviveEveryEnabledFault() {
    for (long seed = 1; seed <= 4; seed++) {
      assertInOrder(Simulation.of(SimulationOptions.of(seed)).run());
    }
  }

  @Test
  void twoNodesSurviveEveryEnabledFault() {
    assertInOrder(Simulation.of(SimulationOptions.of(5).withNodes(2)).run());
  }

  @Test
  void oneNodeAloneIsACluster() {
    assertInOrder(Simulation.of(SimulationOptions.of(6).withNodes(1).withIntents(3)).run());
  }

  @Test
  void theSameSeedGivesTheSameJournal() {
    SimulationOptions options = SimulationOptions.of(7).withMillis(HOUR);
    SimulationReport once = Simulation.of(options).run();
    assertThat(Simulation.of(options).run()).isEqualTo(once);
    assertThat(Simulation.of(options.withSeed(8)).run().journalHash())
        .isNotEqualTo(once.journalHash());
  }

  @Test
  void planningOnlyWhenThereIsSomethingToDoChangesNothing() {
    for (long seed = 1; seed <= 3; seed++) {
      SimulationOptions options = SimulationOptions.of(seed).withMillis(HOUR);
      assertThat(Simulation.of(options.withEveryTick(true)).run().journalHash())
          .isEqualTo(Simulation.of(options).run().journalHash());
    }
  }

  /** Many more node-days are a matter of the command: {@code --faults pause}. */
  @Test
  void nobodyIsGivenUpForAPause() {
    SimulationReport report =
        Simulation.of(
                SimulationOptions.of(11)
                    .withFaults(ImmutableSet.of(FaultKind.PAUSE))
                    .withMillis(6 * HOUR))
            .run();
    assertThat(report.faultCount()).isPositive();
    assertInOrder(report);
  }

  @Test
  void clocksThatJumpChangeNothing() {
    SimulationOptions none = SimulationOptions.of(9).withFaults(ImmutableSet.of()).withMillis(HOUR);
    SimulationReport jumped =
        Simulation.of(none.withFaults(ImmutableSet.of(FaultKind.CLOCK_JUMP))).run();
    assertThat(jumped.faultCount()).isPositive();
    assertThat(jumped.journalHash()).isEqualTo(Simulation.of(none).run().journalHash());
  }

  @Test
  void everyEnabledFaultStrikes() {
    SimulationReport report =
        Simulation.of(SimulationOptions.of(10).withIntents(2).withMillis(4 * HOUR)).run();
    assertInOrder(report);
    assertThat(report.faults().keySet()).isEqualTo(ImmutableSet.copyOf(FaultKind.all()));
  }

  private static void assertInOrder(SimulationReport report) {
    assertThat(report.violation()).as(report.options().command()).isEmpty();
    assertThat(report.calms()).isPositive();
  }
}

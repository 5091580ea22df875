package org.exojvm.core.simulation;

/**
 * S3: no runner works more than {@link #GRACE_TICKS} plan ticks after its node has applied the
 * deletion of its instance. Time in which the machine stands still does not count, nor that in
 * which the node finds out what another master has made of its runners.
 */
final class RunnerLaw {

  /** Plan ticks of 100 ms: one step per tick, the deadline of a stop, and a close. */
  static final int GRACE_TICKS = 60;

  private static final long GRACE_MILLIS = GRACE_TICKS * 100L;

  private final SimulationClock clock;

  RunnerLaw(SimulationClock clock) {
    this.clock = clock;
  }

  /** Notes that the instance of a runner is gone where the runner lives. */
  void unwanted(Machine machine, SimulatedNode node, NodeRunners.Life life) {
    checkAfter(GRACE_MILLIS, machine, node, life);
  }

  private void checkAfter(long millis, Machine machine, SimulatedNode node, NodeRunners.Life life) {
    long pausedBefore = machine.pausedMillis();
    long sessionsBefore = node.sessions();
    clock.after(
        millis,
        () -> {
          long paused = machine.pausedMillis() - pausedBefore;
          if (!node.isAlive() || life.isOver() || isWantedAgain(node, life)) {
            return;
          }
          if (node.sessions() > sessionsBefore || !node.isPlanning()) {
            checkAfter(GRACE_MILLIS, machine, node, life);
            return;
          }
          if (paused > 0 || machine.isPaused()) {
            checkAfter(Math.max(1_000, paused), machine, node, life);
            return;
          }
          throw new BrokenRuleException(
              "S3",
              "Runner %s lives on node %s %d ticks after its instance %s was deleted there."
                  .formatted(
                      life.bound.boundRunnerId(),
                      node.id(),
                      GRACE_TICKS,
                      life.bound.instance().instanceId()));
        });
  }

  private static boolean isWantedAgain(SimulatedNode node, NodeRunners.Life life) {
    return node.state().instances().containsKey(life.bound.instance().instanceId());
  }
}

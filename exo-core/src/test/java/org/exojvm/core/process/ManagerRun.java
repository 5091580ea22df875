package org.exojvm.core.process;

import com.google.common.collect.ImmutableList;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import org.exojvm.core.event.Event;
import org.exojvm.core.reconcile.TestCluster;

/** Runs one manager over a cluster, tick after tick, applying what it decides. */
final class ManagerRun<M> {

  private final ProcessManager<M> manager;
  private final TestCluster cluster;
  private M memory;
  private long tick;

  ManagerRun(ProcessManager<M> manager, TestCluster cluster) {
    this.manager = manager;
    this.cluster = cluster;
    this.memory = manager.initialMemory();
  }

  /** One round; its events are applied and returned. */
  @CanIgnoreReturnValue
  ImmutableList<Event> tick() {
    return round().events();
  }

  /** One round with its effects; its events are applied. */
  @CanIgnoreReturnValue
  Round<M> round() {
    return take(manager.reconcile(cluster.state(), memory, now()));
  }

  /** Applies a round that came about in another way. */
  @CanIgnoreReturnValue
  Round<M> take(Round<M> round) {
    tick++;
    memory = round.memory();
    cluster.applyAll(round.events());
    return round;
  }

  /** Several rounds; all their events. */
  @CanIgnoreReturnValue
  ImmutableList<Event> ticks(int count) {
    ImmutableList.Builder<Event> events = ImmutableList.builder();
    for (int i = 0; i < count; i++) {
      events.addAll(tick());
    }
    return events.build();
  }

  Tick now() {
    return new Tick(tick, "test");
  }

  M memory() {
    return memory;
  }
}

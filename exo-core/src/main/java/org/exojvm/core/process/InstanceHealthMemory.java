package org.exojvm.core.process;

import com.google.common.collect.ImmutableMap;
import org.exojvm.api.collection.OrderedMap;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.topology.Topology;
import org.exojvm.core.state.State;
import org.jspecify.annotations.Nullable;

/**
 * What {@link InstanceHealthManager} remembers. Ticks and not counters, so that a round asked for
 * twice at one tick counts once.
 *
 * @param brokenSinceTick for instances with a missing link, the first tick of the present streak
 * @param servingSinceTick for instances whose intent has failures to forget, the first tick of the
 *     present streak in which every runner serves
 * @param watches instances that are on their way up or down, and since when they stand still
 * @param breakers failures that nodes are to blame for (D4)
 * @param verified where every instance was last seen connected, null when one was not
 */
public record InstanceHealthMemory(
    ImmutableMap<InstanceId, Long> brokenSinceTick,
    ImmutableMap<InstanceId, Long> servingSinceTick,
    ImmutableMap<InstanceId, PhaseWatch> watches,
    BreakerMemory breakers,
    @Nullable Verified verified) {

  private static final InstanceHealthMemory EMPTY =
      new InstanceHealthMemory(
          ImmutableMap.of(), ImmutableMap.of(), ImmutableMap.of(), BreakerMemory.empty(), null);

  /** Returns the memory of a new mastership. */
  public static InstanceHealthMemory empty() {
    return EMPTY;
  }

  /**
   * Instances that were all connected on a topology. Both change seldom, so most ticks need not
   * look at any link.
   *
   * @param instances the instances
   * @param topology the topology
   */
  public record Verified(OrderedMap<InstanceId, Instance> instances, Topology topology) {

    /** Whether these are the very same; equal ones that are not are looked at again. */
    @SuppressWarnings("ReferenceEquality")
    boolean holdsIn(State state) {
      return instances == state.instances() && topology == state.topology();
    }
  }
}

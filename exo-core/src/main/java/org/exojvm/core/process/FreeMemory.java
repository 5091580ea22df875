package org.exojvm.core.process;

import com.google.common.collect.ImmutableMap;
import org.exojvm.api.collection.OrderedMap;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.model.Memory;
import org.exojvm.api.node.MemoryUsage;
import org.exojvm.core.reconcile.MemoryLedger;
import org.exojvm.core.reconcile.MemoryPolicy;
import org.exojvm.core.state.RunnerBinding;
import org.exojvm.core.state.State;
import org.jspecify.annotations.Nullable;

/**
 * The ledger as it was last looked at, and what it was made from. It is made anew only when one of
 * these has changed, and keeps its identity when the outcome is the same: nodes report the same
 * figures again and again.
 *
 * @param byNode free memory per node
 * @param nodeMemory measurements
 * @param measuredAt when they were taken
 * @param runners what is promised
 */
public record FreeMemory(
    ImmutableMap<NodeId, Memory> byNode,
    OrderedMap<NodeId, MemoryUsage> nodeMemory,
    OrderedMap<NodeId, Long> measuredAt,
    OrderedMap<RunnerId, RunnerBinding> runners) {

  static FreeMemory of(State state, MemoryPolicy policy, @Nullable FreeMemory last) {
    if (last != null && last.isOf(state)) {
      return last;
    }
    ImmutableMap<NodeId, Memory> now = MemoryLedger.freeMemory(state, policy);
    return new FreeMemory(
        last != null && now.equals(last.byNode) ? last.byNode : now,
        state.nodeMemory(),
        state.lastMemoryEventIndexByNode(),
        state.runnerBindings());
  }

  @SuppressWarnings("ReferenceEquality") // parts of State that are equal are mostly the same
  private boolean isOf(State state) {
    return nodeMemory == state.nodeMemory()
        && measuredAt == state.lastMemoryEventIndexByNode()
        && runners == state.runnerBindings();
  }
}

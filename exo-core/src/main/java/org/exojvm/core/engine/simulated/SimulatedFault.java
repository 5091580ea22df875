package org.exojvm.core.engine.simulated;

import org.exojvm.api.check.Checks;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.BoundInstance;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong, and where. What is null matches everything.
 *
 * @param phase phase in which it strikes
 * @param effect what happens
 * @param message message of the failure report
 * @param instance instance it strikes
 * @param node node it strikes
 * @param rank rank it strikes
 * @param attempt attempt of the instance at which it strikes, 0 for the first try
 * @param afterTokens in {@link SimulatedPhase#SERVE}: number of tokens that still come out
 * @param times how often it strikes before it is spent
 */
@Value.Builder
public record SimulatedFault(
    SimulatedPhase phase,
    Effect effect,
    String message,
    @Nullable InstanceId instance,
    @Nullable NodeId node,
    @Nullable Integer rank,
    @Nullable Long attempt,
    int afterTokens,
    int times)
    implements WithSimulatedFault {

  /** What a fault does to the runner. */
  public enum Effect {
    /** It dies and says so; its group notices. */
    FAIL,
    /** It dies and says so; its group goes on waiting for it. */
    FAIL_UNNOTICED,
    /** It goes on without ever coming to an end. It can still be closed. */
    HANG
  }

  /** Checks the numbers. */
  public SimulatedFault {
    Checks.inRange(times >= 1, "SimulatedFault.times", times, "at least 1");
    Checks.inRange(afterTokens >= 0, "SimulatedFault.afterTokens", afterTokens, "at least 0");
  }

  /** Returns a failure that strikes once, any runner that comes to the phase. */
  public static SimulatedFault failing(SimulatedPhase phase, String message) {
    return new SimulatedFault(phase, Effect.FAIL, message, null, null, null, null, 0, 1);
  }

  /** Returns a hang that strikes once, any runner that comes to the phase. */
  public static SimulatedFault hanging(SimulatedPhase phase) {
    return new SimulatedFault(phase, Effect.HANG, "", null, null, null, null, 0, 1);
  }

  boolean strikes(BoundInstance bound, SimulatedPhase where) {
    return where == phase
        && (instance == null || instance.equals(bound.instance().instanceId()))
        && (node == null || node.equals(bound.boundNodeId()))
        && (rank == null || rank == bound.boundShard().deviceRank())
        && (attempt == null || attempt == bound.instance().attempt());
  }
}

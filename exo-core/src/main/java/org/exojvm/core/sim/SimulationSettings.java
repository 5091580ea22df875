package org.exojvm.core.sim;

import org.exojvm.core.engine.simulated.SimulatedTimings;
import org.immutables.value.Value;

/**
 * Speeds and delays of a simulated cluster, in virtual milliseconds.
 *
 * @param messageDelayMillis time a message travels
 * @param planPeriodMillis time between two plan steps of a worker
 * @param tickPeriodMillis time between two reconciliations of the master
 * @param heartbeatPeriodMillis time between two memory reports of a node
 * @param probePeriodMillis time after which a node notices that a link has gone or is back
 * @param cardLoadMillis time to load a model card
 * @param hardware speeds of the simulated hardware
 */
@Value.Builder
public record SimulationSettings(
    long messageDelayMillis,
    long planPeriodMillis,
    long tickPeriodMillis,
    long heartbeatPeriodMillis,
    long probePeriodMillis,
    long cardLoadMillis,
    SimulatedTimings hardware)
    implements WithSimulationSettings {

  /** Returns the periods of the real node and the speeds of a fast workstation. */
  public static SimulationSettings defaults() {
    return new SimulationSettings(1, 100, 1_000, 5_000, 10_000, 50, SimulatedTimings.DEFAULT);
  }
}

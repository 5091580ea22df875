package org.exojvm.core.simulation;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of one run.
 *
 * @param options what was simulated
 * @param simulatedMillis how far it came
 * @param faults how often each fault struck
 * @param events events the master has indexed
 * @param calms how often the cluster was left in peace and found in order (L1 to L4)
 * @param journalHash SHA-256 of all events in their order, hexadecimal; equal options give equal
 *     hashes
 * @param broken the rule that was broken, null when none was
 * @param lastEvents the last events and faults before the end, oldest first
 */
public record SimulationReport(
    SimulationOptions options,
    long simulatedMillis,
    ImmutableMap<FaultKind, Integer> faults,
    long events,
    int calms,
    String journalHash,
    @Nullable Violation broken,
    ImmutableList<String> lastEvents) {

  /** Returns the rule that was broken, if one was. */
  public Optional<Violation> violation() {
    return Optional.ofNullable(broken);
  }

  /** Returns the number of faults that struck. */
  public long faultCount() {
    return faults.values().stream().mapToLong(Integer::longValue).sum();
  }
}

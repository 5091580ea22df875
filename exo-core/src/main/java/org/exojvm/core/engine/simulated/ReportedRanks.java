package org.exojvm.core.engine.simulated;

import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.id.RunnerId;
import org.jspecify.annotations.Nullable;

/**
 * What is known of ranks whose engines run in other processes. Called by actions of the scheduler.
 */
@FunctionalInterface
public interface ReportedRanks {

  /** Returns what a runner has reported last, null when nothing of it is known. */
  @Nullable RunnerStatus statusOf(RunnerId runner);
}

package org.exojvm.api.instance;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.id.NodeId;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * What has come of an intent.
 *
 * @param placementError why it cannot be placed now, null while it can
 * @param consecutiveFailures failures since the instance last recovered
 * @param lastFailureError text of the last failure, null when it recovered since
 * @param observedGeneration generation of the spec this status speaks of (extension)
 * @param relaxedNodes required nodes that may be replaced because they left (extension, D7)
 * @param failedRounds places in a row whose retries were used up; links and nodes that were lost do
 *     not count (extension, D4)
 * @param deferral what the next placement waits for, null when it does not wait (extension, D4)
 * @param paused whether nothing is to back it until it is resumed (extension)
 */
@Value.Builder
public record MetaInstanceStatus(
    @Nullable String placementError,
    int consecutiveFailures,
    @Nullable String lastFailureError,
    long observedGeneration,
    ImmutableList<NodeId> relaxedNodes,
    int failedRounds,
    @Nullable PlacementDeferral deferral,
    boolean paused)
    implements WithMetaInstanceStatus {

  private static final MetaInstanceStatus FRESH =
      new MetaInstanceStatus(null, 0, null, 0, ImmutableList.of(), 0, null, false);

  /** Returns the status of an intent nothing has happened to yet. */
  public static MetaInstanceStatus fresh() {
    return FRESH;
  }
}

package org.exojvm.core.master;

import org.exojvm.api.hardware.HardwareProfile;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.core.card.CardOverlay;
import org.exojvm.core.process.InstanceHealthConfig;
import org.exojvm.core.reconcile.MemoryPolicy;
import org.immutables.value.Value;

/**
 * Settings and bounds of a {@link MasterCore}.
 *
 * @param defaultStrategy placement strategy of intents that name none
 * @param maxIntents most intents. Too small: people are turned away. Too large: a tick takes longer
 *     than its second (measured at 5,000 intents: see the README)
 * @param maxOpenTasksPerInstance most open requests of one instance. Too small: bursts are turned
 *     away. Too large: requests wait longer than their clients do
 * @param maxRememberedAnswers answers kept to answer a repeated command alike. Too small: a command
 *     sent again late is carried out twice. Too large: memory, about 200 bytes each
 * @param maxReplayedEvents most events sent again for one request
 * @param maxReplayBehind a node that is further behind, in events, is sent the state instead. Too
 *     small: large states are sent where a few events would do. Too large: a node that joins late
 *     catches up slowly, 1,000 events for every request
 * @param maxPendingPlacements most direct placements being searched at a time
 * @param cardOverlay extension fields laid over every model card before placement (D18)
 * @param placementBudget search budget of one placement, in expanded candidates
 * @param memory what memory a placement may use and needs. The defaults know no model: a host adds
 *     the facts of its catalogue
 * @param health patience with runners, links and places that fail
 * @param hardware how fast chips and links are
 */
@Value.Builder
public record MasterConfig(
    String defaultStrategy,
    int maxIntents,
    int maxOpenTasksPerInstance,
    int maxRememberedAnswers,
    int maxReplayedEvents,
    int maxReplayBehind,
    int maxPendingPlacements,
    CardOverlay cardOverlay,
    long placementBudget,
    MemoryPolicy memory,
    InstanceHealthConfig health,
    HardwareProfile hardware)
    implements WithMasterConfig {

  /** Returns the defaults. */
  public static MasterConfig defaults() {
    return new MasterConfig(
        "largest-cycle",
        10_000,
        1_000,
        10_000,
        1_000,
        4_000,
        100,
        CardOverlay.none(),
        PlacementRequest.DEFAULT_SEARCH_BUDGET,
        MemoryPolicy.defaults(),
        InstanceHealthConfig.defaults(),
        HardwareProfile.defaults());
  }
}

package org.exojvm.core.process;

import com.google.common.collect.ImmutableMap;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.model.ModelCard;
import org.jspecify.annotations.Nullable;

/**
 * What {@link MetaInstanceManager} remembers.
 *
 * @param cards cards that were loaded, the oldest first
 * @param cardLoads loads in flight, and models whose last load failed
 * @param searches last search of every intent without an instance, if it is in flight or was
 *     refused
 * @param round round of searches in flight, null when none is
 * @param waits intents whose next placement is deferred (D4)
 * @param move what was taken off a drained node and does not serve again yet, null when nothing
 * @param freeMemory the ledger as it was last looked at, null before
 */
public record MetaInstanceMemory(
    ImmutableMap<ModelId, ModelCard> cards,
    ImmutableMap<ModelId, CardLoad> cardLoads,
    ImmutableMap<MetaInstanceId, IntentSearch> searches,
    @Nullable SearchRound round,
    ImmutableMap<MetaInstanceId, PlacementWait> waits,
    @Nullable Move move,
    @Nullable FreeMemory freeMemory) {

  private static final MetaInstanceMemory EMPTY =
      new MetaInstanceMemory(
          ImmutableMap.of(),
          ImmutableMap.of(),
          ImmutableMap.of(),
          null,
          ImmutableMap.of(),
          null,
          null);

  /** Returns the memory of a new mastership. */
  public static MetaInstanceMemory empty() {
    return EMPTY;
  }
}

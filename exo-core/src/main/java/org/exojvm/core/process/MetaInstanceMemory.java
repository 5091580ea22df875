package org.exojvm.core.process;

import com.google.common.collect.ImmutableMap;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.model.ModelCard;

/**
 * What {@link MetaInstanceManager} remembers.
 *
 * @param cards cards that were loaded, the oldest first
 * @param cardLoads loads in flight, and models whose last load failed
 * @param searches last search of every intent without an instance, if it is in flight or was
 *     refused
 */
public record MetaInstanceMemory(
    ImmutableMap<ModelId, ModelCard> cards,
    ImmutableMap<ModelId, CardLoad> cardLoads,
    ImmutableMap<MetaInstanceId, IntentSearch> searches) {

  private static final MetaInstanceMemory EMPTY =
      new MetaInstanceMemory(ImmutableMap.of(), ImmutableMap.of(), ImmutableMap.of());

  /** Returns the memory of a new mastership. */
  public static MetaInstanceMemory empty() {
    return EMPTY;
  }
}

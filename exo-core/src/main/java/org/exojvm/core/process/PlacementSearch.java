package org.exojvm.core.process;

import com.google.common.collect.ImmutableMap;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.model.Memory;
import org.exojvm.api.placement.PlacementRequest;
import org.jspecify.annotations.Nullable;

/**
 * The search of a placement for an intent.
 *
 * @param metaInstanceId the intent
 * @param generation generation of the intent the request was made from
 * @param strategy name of the strategy
 * @param request what to place, on what
 * @param movedFrom instance that backs the intent and is to be moved, null for none
 * @param returned memory that the instance to be moved gives back, by node
 */
public record PlacementSearch(
    MetaInstanceId metaInstanceId,
    long generation,
    String strategy,
    PlacementRequest request,
    @Nullable InstanceId movedFrom,
    ImmutableMap<NodeId, Memory> returned) {

  /** Creates the search for an intent that nothing backs. */
  public PlacementSearch(
      MetaInstanceId metaInstanceId, long generation, String strategy, PlacementRequest request) {
    this(metaInstanceId, generation, strategy, request, null, ImmutableMap.of());
  }
}

package org.exojvm.core.process;

import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.placement.PlacementRequest;

/**
 * The search of a placement for an intent.
 *
 * @param metaInstanceId the intent
 * @param generation generation of the intent the request was made from
 * @param strategy name of the strategy
 * @param request what to place, on what
 */
public record PlacementSearch(
    MetaInstanceId metaInstanceId, long generation, String strategy, PlacementRequest request) {}

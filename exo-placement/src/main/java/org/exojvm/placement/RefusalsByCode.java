package org.exojvm.placement;

import com.google.common.collect.ImmutableList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.exojvm.api.placement.PlacementRefusal;
import org.exojvm.api.placement.RefusalCode;

/** The first refusal of each kind, in the order they came. */
final class RefusalsByCode {

  private final Map<RefusalCode, PlacementRefusal> refusals = new LinkedHashMap<>();

  void add(PlacementRefusal refusal) {
    refusals.putIfAbsent(refusal.code(), refusal);
  }

  boolean isEmpty() {
    return refusals.isEmpty();
  }

  PlacementRefusal first() {
    return refusals.values().iterator().next();
  }

  ImmutableList<PlacementRefusal> others() {
    return refusals.values().stream().skip(1).collect(ImmutableList.toImmutableList());
  }
}

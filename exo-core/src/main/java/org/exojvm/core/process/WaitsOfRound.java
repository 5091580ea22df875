package org.exojvm.core.process;

import com.google.common.collect.ImmutableMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.api.instance.PlacementDeferral;

/** Counts the ticks of intents whose next placement is deferred (D4). */
final class WaitsOfRound {

  private final Map<MetaInstanceId, PlacementWait> waits;
  private final long tick;

  WaitsOfRound(MetaInstanceMemory memory, long tick) {
    this.waits = new LinkedHashMap<>(memory.waits());
    this.tick = tick;
  }

  /** Returns whether the intent has to wait for longer; its wait begins when it is asked first. */
  boolean mustWait(MetaInstance intent) {
    PlacementDeferral deferral = intent.status().deferral();
    if (deferral == null) {
      waits.remove(intent.id());
      return false;
    }
    PlacementWait known = waits.get(intent.id());
    PlacementWait wait =
        known != null && known.deferral().equals(deferral)
            ? known
            : new PlacementWait(deferral, tick);
    waits.put(intent.id(), wait);
    return !wait.isOver(tick);
  }

  void forgetAllBut(Set<MetaInstanceId> considered) {
    waits.keySet().retainAll(considered);
  }

  ImmutableMap<MetaInstanceId, PlacementWait> waits() {
    return ImmutableMap.copyOf(waits);
  }
}

package org.exojvm.transport.libp2p.swarm;

import com.google.common.collect.ImmutableMap;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts from any thread. */
final class Counters {

  private final Map<Counter, LongAdder> counts = new EnumMap<>(Counter.class);

  Counters() {
    for (Counter counter : Counter.values()) {
      counts.put(counter, new LongAdder());
    }
  }

  void add(Counter counter) {
    LongAdder count = counts.get(counter);
    if (count != null) {
      count.increment();
    }
  }

  ImmutableMap<Counter, Long> snapshot() {
    ImmutableMap.Builder<Counter, Long> snapshot = ImmutableMap.builder();
    counts.forEach((counter, count) -> snapshot.put(counter, count.sum()));
    return snapshot.buildOrThrow();
  }
}

package org.exojvm.core.process;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.id.NodeId;
import org.exojvm.core.event.AvailabilityEvent.BreakerClosed;
import org.exojvm.core.event.AvailabilityEvent.BreakerOpened;
import org.exojvm.core.event.Event;
import org.exojvm.core.id.IdSequence;
import org.exojvm.core.reconcile.Blame;
import org.exojvm.core.state.OpenBreaker;
import org.exojvm.core.state.State;

/** The breakers in one round of {@link InstanceHealthManager}: charges, opens and closes them. */
final class BreakersOfRound {

  private final BreakerConfig config;
  private final State state;
  private final BreakerMemory before;
  private final long tick;
  private final IdSequence ids;
  private final ImmutableList.Builder<Event> events;
  private final Map<BreakerMemory.Key, ImmutableList<Long>> failures;

  BreakersOfRound(
      BreakerConfig config,
      State state,
      BreakerMemory before,
      long tick,
      IdSequence ids,
      ImmutableList.Builder<Event> events) {
    this.config = config;
    this.state = state;
    this.before = before;
    this.tick = tick;
    this.ids = ids;
    this.events = events;
    this.failures = new LinkedHashMap<>(before.failures());
  }

  /** Charges a node with a failure; one that is not offered anyway is not charged again. */
  void charge(Blame blame, ModelId model) {
    if (isOpen(blame.node(), model)) {
      return;
    }
    BreakerMemory.Key key = new BreakerMemory.Key(blame.node(), model);
    List<Long> ticks = new ArrayList<>(failures.getOrDefault(key, ImmutableList.of()));
    ticks.removeIf(this::isOutOfWindow);
    ticks.add(tick);
    if (ticks.size() < config.failures()) {
      failures.put(key, ImmutableList.copyOf(ticks));
      return;
    }
    failures.remove(key);
    events.add(
        new BreakerOpened(
            ids.nextEventId(),
            blame.node(),
            model,
            "it failed %s %d times within %d ticks and is offered again after %d ticks, last: %s"
                .formatted(
                    model,
                    ticks.size(),
                    tick - ticks.getFirst() + 1,
                    config.openTicks(),
                    blame.message())));
  }

  private boolean isOpen(NodeId node, ModelId model) {
    ImmutableList<OpenBreaker> open = state.openBreakers().get(node);
    return open != null && open.stream().anyMatch(breaker -> breaker.modelId().equals(model));
  }

  private boolean isOutOfWindow(long failedAtTick) {
    return tick - failedAtTick >= config.windowTicks();
  }

  /** Closes the breakers whose time is over, and forgets failures of long ago. */
  BreakerMemory finish() {
    ImmutableMap.Builder<BreakerMemory.Key, Long> open = ImmutableMap.builder();
    for (Map.Entry<NodeId, ImmutableList<OpenBreaker>> node : state.openBreakers().entries()) {
      for (OpenBreaker breaker : node.getValue()) {
        BreakerMemory.Key key = new BreakerMemory.Key(node.getKey(), breaker.modelId());
        long since = Objects.requireNonNullElse(before.openSinceTick().get(key), tick);
        if (tick - since >= config.openTicks()) {
          events.add(closed(key));
        } else {
          open.put(key, since);
        }
      }
    }
    failures.values().removeIf(ticks -> isOutOfWindow(ticks.getLast()));
    return new BreakerMemory(ImmutableMap.copyOf(failures), open.buildOrThrow());
  }

  private Event closed(BreakerMemory.Key key) {
    return new BreakerClosed(
        ids.nextEventId(),
        key.node(),
        key.model(),
        "%d ticks are over".formatted(config.openTicks()));
  }
}

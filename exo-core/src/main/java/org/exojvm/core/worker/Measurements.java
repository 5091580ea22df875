package org.exojvm.core.worker;

import com.google.common.math.LongMath;
import java.util.LinkedHashMap;
import java.util.Map;
import org.exojvm.api.model.Memory;
import org.exojvm.api.node.DiskUsage;
import org.exojvm.api.node.MemoryUsage;
import org.exojvm.core.event.NodeEvent.NodeGatheredInfo;
import org.exojvm.core.info.GatheredInfo;
import org.exojvm.core.info.GatheredInfo.GatheredMemoryUsage;
import org.exojvm.core.info.GatheredInfo.MacmonMetrics;
import org.exojvm.core.info.GatheredInfo.NodeConfig;
import org.exojvm.core.info.GatheredInfo.NodeDiskUsage;
import org.jspecify.annotations.Nullable;

/**
 * Passes on what the node measures about itself, without saying the same again and again: a change
 * goes out at once, but of each kind at most one a second, and what has not changed once in {@link
 * #REPEAT_TICKS}. A node that has had nothing to say for that long says that it is there: probes
 * that are slow or stuck never make it look dead.
 *
 * <p>A figure is never sent later than a report it was measured before, because a report of loaded
 * weights followed by a figure without them would count them twice (D9): {@link #flush}.
 */
final class Measurements {

  /** Plan ticks without a word after which the node speaks up: 5 s, half a liveness cycle. */
  static final long HEARTBEAT_TICKS = 50;

  /** Plan ticks between two measurements of one kind: 1 s. Fewer: more events for little news. */
  static final long MIN_SPACING_TICKS = 10;

  /**
   * Plan ticks after which figures that say the same are told again: 4 s. A machine is measured
   * every second, so one of them is the sign of life; as many as above, and every node would speak
   * twice, once to say that it is there and once to say that its memory is as it was.
   */
  static final long REPEAT_TICKS = HEARTBEAT_TICKS - MIN_SPACING_TICKS;

  /**
   * Memory and disk figures that differ by less than one in so many of the total say the same. A
   * larger number: noise is indexed. A smaller one: a placement sees memory that is gone already.
   */
  static final long TOLERANCE_DIVISOR = 100;

  private static final class Kind {
    @Nullable GatheredInfo sent;
    @Nullable GatheredInfo pending;
    long sentTick;
  }

  private final Outbox out;
  private final Map<Class<? extends GatheredInfo>, Kind> kinds = new LinkedHashMap<>();

  /**
   * Whether memory is not told yet. What an earlier process of the node has left in State must be
   * put right before: a figure without the weights of a runner that State takes for loaded says
   * that they are free, although the runner will load them again (D9).
   */
  private boolean holdingMemory;

  Measurements(Outbox out, boolean holdingMemory) {
    this.out = out;
    this.holdingMemory = holdingMemory;
  }

  /**
   * Forgets what was told, because it may be lost: everything is told again once it is measured
   * anew, memory when {@link #tellMemory} allows it.
   */
  void startAnew() {
    kinds.clear();
    holdingMemory = true;
  }

  /** From now on memory is told, beginning with what has waited. */
  void tellMemory(long tick) {
    if (holdingMemory) {
      holdingMemory = false;
      flush(tick);
    }
  }

  /** The node has measured something. */
  void measured(GatheredInfo info, long tick) {
    Kind kind = kinds.computeIfAbsent(info.getClass(), _ -> new Kind());
    if (isHeld(info)) {
      kind.pending = info;
      return;
    }
    long age = tick - kind.sentTick;
    if (kind.sent != null && saysTheSame(kind.sent, info) && age < REPEAT_TICKS) {
      kind.pending = null;
    } else if (kind.sent != null && age < MIN_SPACING_TICKS) {
      kind.pending = info;
    } else {
      send(kind, info, tick);
    }
  }

  /** A plan tick has passed: sends what has waited, and a sign of life when it is time for one. */
  void tick(long tick) {
    for (Kind kind : kinds.values()) {
      GatheredInfo pending = kind.pending;
      if (pending != null && !isHeld(pending) && tick - kind.sentTick >= MIN_SPACING_TICKS) {
        send(kind, pending, tick);
      }
    }
    if (out.unseen().quietTicks() >= HEARTBEAT_TICKS) {
      out.emit(new NodeGatheredInfo(out.eventId(), out.node(), new NodeConfig()));
    }
  }

  /** Returns the number of plan ticks until something is sent, if nothing else happens. */
  long ticksToNext(long tick) {
    long ticks = HEARTBEAT_TICKS - out.unseen().quietTicks();
    for (Kind kind : kinds.values()) {
      GatheredInfo pending = kind.pending;
      if (pending != null && !isHeld(pending)) {
        ticks = Math.min(ticks, kind.sentTick + MIN_SPACING_TICKS - tick);
      }
    }
    return ticks;
  }

  /** Sends what has waited, ahead of a report that must not come before it. */
  void flush(long tick) {
    for (Kind kind : kinds.values()) {
      GatheredInfo pending = kind.pending;
      if (pending != null && !isHeld(pending)) {
        send(kind, pending, tick);
      }
    }
  }

  private boolean isHeld(GatheredInfo info) {
    return holdingMemory && (info instanceof GatheredMemoryUsage || info instanceof MacmonMetrics);
  }

  private void send(Kind kind, GatheredInfo info, long tick) {
    kind.sent = info;
    kind.pending = null;
    kind.sentTick = tick;
    out.emit(new NodeGatheredInfo(out.eventId(), out.node(), info));
  }

  /** Load alone is no news: it changes all the time, and nothing is decided by it. */
  private static boolean saysTheSame(GatheredInfo before, GatheredInfo now) {
    if (before instanceof GatheredMemoryUsage old && now instanceof GatheredMemoryUsage memory) {
      return isClose(old.usage(), memory.usage());
    }
    if (before instanceof MacmonMetrics old && now instanceof MacmonMetrics metrics) {
      return isClose(old.memory(), metrics.memory());
    }
    if (before instanceof NodeDiskUsage old && now instanceof NodeDiskUsage disk) {
      DiskUsage from = old.diskUsage();
      DiskUsage to = disk.diskUsage();
      return from.total().equals(to.total())
          && isClose(from.available(), to.available(), to.total());
    }
    return before.equals(now);
  }

  private static boolean isClose(MemoryUsage from, MemoryUsage to) {
    return from.ramTotal().equals(to.ramTotal())
        && from.swapTotal().equals(to.swapTotal())
        && isClose(from.ramAvailable(), to.ramAvailable(), to.ramTotal())
        && isClose(from.swapAvailable(), to.swapAvailable(), to.swapTotal());
  }

  private static boolean isClose(Memory from, Memory to, Memory total) {
    long change = LongMath.saturatedSubtract(to.inBytes(), from.inBytes());
    return Math.abs(change) <= total.inBytes() / TOLERANCE_DIVISOR;
  }
}

package org.exojvm.transport.libp2p.yamux;

import com.google.common.collect.ImmutableList;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.exojvm.transport.libp2p.multiformats.WireException;
import org.jspecify.annotations.Nullable;

/** The streams of a session and what they hold together. The lock of the session guards it. */
final class StreamTable {

  private static final long MAX_ID = 0xffff_ffffL;

  private final boolean client;
  private final ReceiveBudget budget;
  private final Map<Long, YamuxStream> streams = new HashMap<>();
  private final ArrayDeque<YamuxStream> lingering = new ArrayDeque<>();

  /** Streams closed on both sides that have something to send, new and at the last look. */
  private final Map<Long, YamuxStream> draining = new LinkedHashMap<>();

  private final Map<Long, YamuxStream> drainingLong = new LinkedHashMap<>();
  private long nextId;
  private int unacknowledged;
  private int extraWindows;
  private long unread;
  private boolean released;

  StreamTable(boolean client, ReceiveBudget budget) {
    this.client = client;
    this.budget = budget;
    this.nextId = client ? 1 : 2;
  }

  @Nullable YamuxStream get(long id) {
    return streams.get(id);
  }

  int size() {
    return streams.size();
  }

  ImmutableList<YamuxStream> all() {
    return ImmutableList.copyOf(streams.values());
  }

  boolean isFull() {
    return streams.size() >= YamuxLimits.MAX_STREAMS;
  }

  boolean mayOpen() {
    return !isFull() && unacknowledged < YamuxLimits.MAX_UNACKNOWLEDGED;
  }

  boolean hasIds() {
    return nextId <= MAX_ID;
  }

  YamuxStream open(YamuxSession session) {
    YamuxStream stream = new YamuxStream(session, new StreamState(nextId, true));
    nextId += 2;
    unacknowledged++;
    streams.put(stream.id(), stream);
    return stream;
  }

  /** Adds a stream that the peer opens. */
  YamuxStream accept(YamuxSession session, long id) {
    YamuxStream stream = new YamuxStream(session, new StreamState(id, false));
    streams.put(id, stream);
    return stream;
  }

  /** Checks that the peer may open a stream with this id. */
  void checkInbound(long id) throws WireException {
    boolean peersOwn = id != 0 && (id % 2 == 0) == client;
    if (!peersOwn || streams.containsKey(id)) {
      throw new WireException("The peer opens stream " + id + ", which it may not.");
    }
  }

  void acknowledged(StreamState stream) {
    if (stream.isUnacknowledged()) {
      stream.acknowledge();
      unacknowledged--;
    }
  }

  void remove(StreamState stream) {
    if (streams.remove(stream.id()) != null) {
      draining.remove(stream.id());
      drainingLong.remove(stream.id());
      acknowledged(stream);
      extraWindows -= stream.extraWindow();
    }
  }

  /** Notes a stream that is closed here and not by the peer; returns one that must go, if any. */
  @Nullable YamuxStream linger(YamuxStream stream) {
    lingering.removeIf(other -> !streams.containsKey(other.id()));
    lingering.add(stream);
    return lingering.size() > YamuxLimits.MAX_LINGERING ? lingering.poll() : null;
  }

  /** Notes a stream that is closed on both sides while it has something to send. */
  void drain(YamuxStream stream) {
    draining.put(stream.id(), stream);
  }

  boolean isDraining() {
    return !draining.isEmpty() || !drainingLong.isEmpty();
  }

  /** Returns the streams that were draining at the last call already. */
  ImmutableList<YamuxStream> overdue() {
    ImmutableList<YamuxStream> overdue = ImmutableList.copyOf(drainingLong.values());
    drainingLong.clear();
    drainingLong.putAll(draining);
    draining.clear();
    return overdue;
  }

  /** Takes room for bytes of the peer; returns whether there is room. */
  boolean hold(long bytes) {
    long sharedMore = shared(unread + bytes) - shared(unread);
    if (unread + bytes > YamuxLimits.MAX_UNREAD_PER_SESSION || !budget.take(sharedMore)) {
      return false;
    }
    unread += bytes;
    return true;
  }

  /** How much of what is unread stands in the room that all sessions share. */
  private static long shared(long unread) {
    return Math.max(0, unread - YamuxLimits.OWN_ROOM);
  }

  void give(long bytes) {
    if (!released) {
      budget.give(shared(unread) - shared(unread - bytes));
      unread -= bytes;
    }
  }

  /** Gives all room back for good; what is buffered may be read still, or not. */
  void release() {
    give(unread);
    released = true;
  }

  /** Moves bytes to the reader of a stream; returns how many. */
  int consume(StreamState stream, byte[] target, int offset, int length) {
    int extraBefore = stream.extraWindow();
    boolean mayGrow = streams.containsKey(stream.id()) && !stream.isFinReceived();
    int available = mayGrow ? YamuxLimits.MAX_EXTRA_WINDOWS - extraWindows : 0;
    int count = stream.consume(target, offset, length, available);
    extraWindows += stream.extraWindow() - extraBefore;
    give(count);
    return count;
  }
}

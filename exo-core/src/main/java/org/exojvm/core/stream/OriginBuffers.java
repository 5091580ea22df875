package org.exojvm.core.stream;

import java.util.HashMap;
import java.util.Map;
import org.exojvm.api.id.NodeId;
import org.exojvm.core.stream.Ingested.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * One {@link OrderedBuffer} per origin, each starting at index 0. There is no order across origins.
 *
 * <p>An origin that was started anew begins a new stream at index 0 and tells so by a higher boot;
 * one that comes back from another master does so by a higher number of its stream. The latest
 * stream replaces the one before, and what still arrives of earlier ones is dropped. One stream is
 * kept per origin, so restarts cost no memory.
 *
 * <p>Bounded: at most {@link #MAX_ORIGINS}; messages of further origins are dropped.
 *
 * @param <T> type of the messages
 */
public final class OriginBuffers<T> {

  /**
   * Most origins. Smaller than the cluster: nodes beyond it go unheard. Larger: a hostile peer that
   * makes up node ids can fill more memory.
   */
  public static final int MAX_ORIGINS = 10_000;

  private record Stream<T>(long boot, long number, OrderedBuffer<T> buffer) {

    static <T> Stream<T> of(long boot, long number) {
      return new Stream<>(boot, number, new OrderedBuffer<>(0));
    }

    boolean isBefore(long otherBoot, long otherNumber) {
      return boot == otherBoot ? number < otherNumber : boot < otherBoot;
    }
  }

  private final Map<NodeId, Stream<T>> streams = new HashMap<>();

  /** Creates buffers that have heard of nobody. */
  public OriginBuffers() {}

  /** Takes in a message of an origin that does not tell its boot. */
  public Ingested<T> ingest(NodeId origin, long idx, T message) {
    return ingest(origin, 0, 0, idx, message);
  }

  /**
   * Takes in a message of an origin and returns what can be handled now.
   *
   * @param origin where it comes from
   * @param boot number of the start of the origin, higher for a later one; 0 when it does not tell
   * @param number number of the stream within that boot, higher for a later one
   * @param idx place in the stream, from 0
   * @param message the message
   */
  public Ingested<T> ingest(NodeId origin, long boot, long number, long idx, T message) {
    Stream<T> stream = streams.get(origin);
    if (stream == null && streams.size() >= MAX_ORIGINS) {
      return Ingested.without(Verdict.DROPPED);
    }
    if (stream == null || stream.isBefore(boot, number)) {
      stream = Stream.of(boot, number);
      streams.put(origin, stream);
    }
    return boot < stream.boot || number < stream.number
        ? Ingested.without(Verdict.OUTDATED)
        : stream.buffer.ingest(idx, message);
  }

  /** Returns the index that is released next for an origin. */
  public long nextIdx(NodeId origin) {
    Stream<T> stream = streams.get(origin);
    return stream == null ? 0 : stream.buffer.nextIdx();
  }

  /** Returns the latest boot heard of an origin, 0 when it does not tell or is unknown. */
  public long boot(NodeId origin) {
    @Nullable Stream<T> stream = streams.get(origin);
    return stream == null ? 0 : stream.boot;
  }

  /** Returns the latest stream heard of the latest boot of an origin, 0 when it is unknown. */
  public long number(NodeId origin) {
    @Nullable Stream<T> stream = streams.get(origin);
    return stream == null ? 0 : stream.number;
  }

  /** Forgets an origin: its stream starts again at 0. */
  public void forget(NodeId origin) {
    streams.remove(origin);
  }
}

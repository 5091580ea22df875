package org.exojvm.core.stream;

import java.util.HashMap;
import java.util.Map;
import org.exojvm.api.id.NodeId;
import org.exojvm.core.stream.Ingested.Verdict;

/**
 * One {@link OrderedBuffer} per origin, each starting at index 0. There is no order across origins.
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

  private final Map<NodeId, OrderedBuffer<T>> buffers = new HashMap<>();

  /** Creates buffers that have heard of nobody. */
  public OriginBuffers() {}

  /** Takes in a message of an origin and returns what can be handled now. */
  public Ingested<T> ingest(NodeId origin, long idx, T message) {
    if (!buffers.containsKey(origin) && buffers.size() >= MAX_ORIGINS) {
      return Ingested.without(Verdict.DROPPED);
    }
    return buffers.computeIfAbsent(origin, _ -> new OrderedBuffer<>(0)).ingest(idx, message);
  }

  /** Returns the index that is released next for an origin. */
  public long nextIdx(NodeId origin) {
    OrderedBuffer<T> buffer = buffers.get(origin);
    return buffer == null ? 0 : buffer.nextIdx();
  }

  /** Forgets an origin: its stream starts again at 0. */
  public void forget(NodeId origin) {
    buffers.remove(origin);
  }
}

package org.exojvm.core.process;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.id.NodeId;

/**
 * What a master counts for the breakers; which of them are open is in State.
 *
 * @param failures ticks of the latest failures, the oldest first, at most as many as open a breaker
 * @param openSinceTick tick at which this master first saw each open breaker
 */
public record BreakerMemory(
    ImmutableMap<Key, ImmutableList<Long>> failures, ImmutableMap<Key, Long> openSinceTick) {

  private static final BreakerMemory EMPTY =
      new BreakerMemory(ImmutableMap.of(), ImmutableMap.of());

  /**
   * A breaker.
   *
   * @param node the node
   * @param model the model
   */
  public record Key(NodeId node, ModelId model) {}

  /** Returns the memory of a new mastership. */
  public static BreakerMemory empty() {
    return EMPTY;
  }
}

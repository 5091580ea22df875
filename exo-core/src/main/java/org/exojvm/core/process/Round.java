package org.exojvm.core.process;

import com.google.common.collect.ImmutableList;
import org.exojvm.core.event.Event;

/**
 * What a process manager decided in one round.
 *
 * @param memory memory for the next round
 * @param events facts to index, in this order
 * @param effects slow work to start, and messages to send
 * @param <M> memory of the manager
 */
public record Round<M>(M memory, ImmutableList<Event> events, ImmutableList<Effect> effects) {

  /** Returns a round in which nothing happened. */
  public static <M> Round<M> quiet(M memory) {
    return new Round<>(memory, ImmutableList.of(), ImmutableList.of());
  }
}

package org.exojvm.node.api;

import com.google.common.collect.ImmutableMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.exojvm.core.codec.ExoJson;
import org.exojvm.core.codec.WireTypes;
import org.exojvm.core.state.State;
import org.exojvm.node.http.Reply;
import org.jspecify.annotations.Nullable;

/**
 * State as JSON, encoded once for all who ask while it does not change. Who asks while it is being
 * encoded gets a text that was begun after the question: nobody sees less than what was there when
 * they asked, and a State that changes all the time is encoded by one thread at a time.
 *
 * <p>Threading: any thread.
 */
final class EncodedState {

  private record Text(State state, long number, Reply reply) {

    private boolean isOf(State wanted) {
      // The index first: it tells most differences at no cost.
      return state.lastEventAppliedIdx() == wanted.lastEventAppliedIdx() && state.equals(wanted);
    }
  }

  private final Supplier<State> states;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile long begun;
  private volatile @Nullable Text last;

  EncodedState(Supplier<State> states) {
    this.states = states;
  }

  /** Returns State as it is, or as it came to be meanwhile. */
  Reply reply() {
    Text known = last;
    if (known != null && known.isOf(states.get())) {
      return known.reply();
    }
    long before = begun;
    lock.lock();
    try {
      known = last;
      if (known != null && (known.number() > before || known.isOf(states.get()))) {
        return known.reply();
      }
      long number = begun + 1;
      begun = number;
      Text fresh = encode(states.get(), number);
      last = fresh;
      return fresh.reply();
    } finally {
      lock.unlock();
    }
  }

  private static Text encode(State state, long number) {
    return new Text(
        state,
        number,
        new Reply.Full(
            200,
            Reply.JSON,
            ExoJson.api().encodeToBytes(WireTypes.STATE, state),
            ImmutableMap.of()));
  }
}

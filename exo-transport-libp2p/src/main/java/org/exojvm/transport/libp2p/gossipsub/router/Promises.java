package org.exojvm.transport.libp2p.gossipsub.router;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.exojvm.transport.libp2p.gossipsub.rpc.MessageId;
import org.exojvm.transport.libp2p.multiformats.PeerId;
import org.jspecify.annotations.Nullable;

/** Messages that were asked for and have not come: of whom, and who else has told of them. */
final class Promises {

  private static final class Promise {

    final PeerId asked;
    final long endMillis;
    @Nullable PeerId other;

    Promise(PeerId asked, long endMillis) {
      this.asked = asked;
      this.endMillis = endMillis;
    }
  }

  /** In the order in which they were asked for, so those that end first are in front. */
  private final Map<MessageId, Promise> promises = new LinkedHashMap<>();

  /** Returns whether a message is to be asked of a peer; notes it as another one if it was. */
  boolean isNew(MessageId id, PeerId peer) {
    Promise promise = promises.get(id);
    if (promise != null && promise.other == null && !promise.asked.equals(peer)) {
      promise.other = peer;
    }
    return promise == null;
  }

  void asked(MessageId id, PeerId peer, long nowMillis) {
    promises.put(id, new Promise(peer, nowMillis + GossipParameters.PROMISE_MILLIS));
  }

  void arrived(MessageId id) {
    promises.remove(id);
  }

  /** Returns how many more may be asked for. */
  int room() {
    return RouterLimits.MAX_PROMISES - promises.size();
  }

  int size() {
    return promises.size();
  }

  /** Forgets those that were not kept in time; hands over who else could be asked. */
  void expire(long nowMillis, BiConsumer<PeerId, MessageId> again) {
    List<Map.Entry<MessageId, Promise>> ended = new ArrayList<>();
    for (Map.Entry<MessageId, Promise> entry : promises.entrySet()) {
      if (entry.getValue().endMillis > nowMillis) {
        break;
      }
      ended.add(Map.entry(entry.getKey(), entry.getValue()));
    }
    end(ended, again);
  }

  /** A peer is gone, and with it what it was asked for. */
  void disconnected(PeerId peer, BiConsumer<PeerId, MessageId> again) {
    List<Map.Entry<MessageId, Promise>> ended = new ArrayList<>();
    promises.forEach(
        (id, promise) -> {
          if (promise.asked.equals(peer)) {
            ended.add(Map.entry(id, promise));
          }
        });
    end(ended, again);
  }

  private void end(List<Map.Entry<MessageId, Promise>> ended, BiConsumer<PeerId, MessageId> again) {
    for (Map.Entry<MessageId, Promise> entry : ended) {
      promises.remove(entry.getKey());
      PeerId other = entry.getValue().other;
      if (other != null) {
        again.accept(other, entry.getKey());
      }
    }
  }
}

package org.exojvm.core.node;

import com.google.common.collect.ImmutableList;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.transport.Transport;
import org.exojvm.core.election.SessionId;

/**
 * Whether what a master has on its disk is on another one too, so that it survives the loss of the
 * master. Peers are asked only when somebody waits for an answer; the first that confirms is
 * enough, and where nobody does in time the answer says so. Belongs to the loop.
 */
final class Confirmations {

  /**
   * Time after which nobody waits for another disk any more. Shorter: a slow disk makes answers
   * {@code LOCAL} that need not be. Longer: clients wait for a node that hangs.
   */
  static final long PATIENCE_MILLIS = 1_000;

  private record Waiting(long idx, long number, Consumer<Durability> answer) {}

  private final SessionId session;
  private final Transport transport;
  private final Mailbox mailbox;
  private final NodeLoop loop;
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private final Set<NodeId> asked = new HashSet<>();
  private long numbers;
  private boolean over;

  Confirmations(SessionId session, Transport transport, Mailbox mailbox, NodeLoop loop) {
    this.session = session;
    this.transport = transport;
    this.mailbox = mailbox;
    this.loop = loop;
  }

  /** Answers once the event is on another disk, or nobody can say so. */
  void await(long idx, Consumer<Durability> answer) {
    long number = numbers++;
    waiting.add(new Waiting(idx, number, answer));
    askAll();
    if (asked.isEmpty()) {
      giveUpTo(number);
    } else {
      loop.after(PATIENCE_MILLIS, () -> giveUpTo(number));
    }
  }

  /** Nobody is answered any more. */
  void close() {
    over = true;
    waiting.clear();
  }

  private void askAll() {
    for (NodeId peer : transport.peers()) {
      if (asked.add(peer)) {
        ask(peer);
      }
    }
  }

  /** One question at a time to each peer, for all that wait now. */
  private void ask(NodeId peer) {
    Waiting last = waiting.peekLast();
    if (last == null) {
      asked.remove(peer);
      return;
    }
    long idx = last.idx();
    var _ =
        transport
            .request(peer, new NodeRequest.Confirm(session, idx).encoded())
            .whenComplete(
                (bytes, failure) -> mailbox.put(() -> answered(peer, idx, failure == null)));
  }

  private void answered(NodeId peer, long idx, boolean confirmed) {
    asked.remove(peer);
    if (over) {
      return;
    }
    if (confirmed) {
      while (!waiting.isEmpty() && waiting.peek().idx() <= idx) {
        waiting.remove().answer().accept(Durability.REPLICATED);
      }
      if (!waiting.isEmpty() && asked.add(peer)) {
        ask(peer);
      }
    } else if (asked.isEmpty()) {
      giveUpTo(Long.MAX_VALUE);
    }
  }

  private void giveUpTo(long number) {
    ImmutableList.Builder<Consumer<Durability>> alone = ImmutableList.builder();
    while (!waiting.isEmpty() && waiting.peek().number() <= number) {
      alone.add(waiting.remove().answer());
    }
    alone.build().forEach(answer -> answer.accept(Durability.LOCAL));
  }
}

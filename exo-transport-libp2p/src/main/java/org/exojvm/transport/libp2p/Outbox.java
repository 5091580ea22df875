package org.exojvm.transport.libp2p;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.exojvm.api.transport.Topic;
import org.exojvm.transport.libp2p.gossipsub.rpc.RpcLimits;
import org.exojvm.transport.libp2p.payload.PayloadWriter;

/**
 * Messages of this node on their way into gossip, in order. Neighbours of one topic share one
 * message there: the first goes at once, those that come within {@link #MAX_DELAY} after it wait
 * for its end and go together. So a single message is not late, and a stream of them costs no more
 * than five hundred signatures a second.
 */
final class Outbox implements AutoCloseable {

  /** Longest time that a message waits for others, when nothing else holds it up. */
  static final Duration MAX_DELAY = Duration.ofMillis(2);

  /** Messages that may wait; further ones are dropped. */
  static final int MAX_MESSAGES = 65_536;

  /** Their bytes. */
  static final long MAX_BYTES = 64L << 20;

  /** Where messages go; waits for room, and lets them go once it is closed. */
  @FunctionalInterface
  interface Gossip {

    void publish(String topic, ByteString data);
  }

  private static final class Outgoing {

    final Topic topic;
    final byte[] payload;

    Outgoing(Topic topic, byte[] payload) {
      this.topic = topic;
      this.payload = payload;
    }
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final Gossip gossip;
  private final Thread thread;
  private final LongAdder sent = new LongAdder();
  private ArrayDeque<Outgoing> waiting = new ArrayDeque<>();
  private long bytes;
  private boolean closed;

  /** Creates an outbox that empties itself into gossip. */
  Outbox(String name, Gossip gossip) {
    this.gossip = gossip;
    thread = Thread.ofPlatform().daemon().name("libp2p-outbox-" + name).unstarted(this::run);
  }

  /** Returns how many messages were handed to gossip since the start. */
  long sent() {
    return sent.sum();
  }

  void start() {
    thread.start();
  }

  /** Returns whether there was room. The payload is not changed any more. */
  boolean offer(Topic topic, byte[] payload) {
    lock.lock();
    try {
      boolean isTaken =
          !closed && waiting.size() < MAX_MESSAGES && bytes + payload.length <= MAX_BYTES;
      if (isTaken) {
        waiting.add(new Outgoing(topic, payload));
        bytes += payload.length;
        arrived.signal();
      }
      return isTaken;
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    long earliest = System.nanoTime();
    for (ArrayDeque<Outgoing> all = take(earliest); !all.isEmpty(); all = take(earliest)) {
      earliest = System.nanoTime() + MAX_DELAY.toNanos();
      while (!all.isEmpty()) {
        send(all);
      }
    }
  }

  /** Takes all that waits, not before a time; nothing after close. */
  private ArrayDeque<Outgoing> take(long earliest) {
    lock.lock();
    try {
      while (!closed && waiting.isEmpty()) {
        arrived.awaitUninterruptibly();
      }
      long left = earliest - System.nanoTime();
      while (!closed && left > 0) {
        left = arrived.awaitNanos(left);
      }
      ArrayDeque<Outgoing> taken = closed ? new ArrayDeque<>() : waiting;
      waiting = new ArrayDeque<>();
      bytes = 0;
      return taken;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new ArrayDeque<>();
    } finally {
      lock.unlock();
    }
  }

  /** Sends the first, with as many of its topic behind it as one message of gossip takes. */
  private void send(ArrayDeque<Outgoing> all) {
    Outgoing first = all.remove();
    if (PayloadWriter.sizeInBatch(first.payload) >= RpcLimits.MAX_DATA_BYTES) {
      PayloadWriter.parts(first.payload)
          .forEach(part -> gossip.publish(first.topic.wireName(), part));
      sent.increment();
      return;
    }
    List<byte[]> batch = new ArrayList<>();
    batch.add(first.payload);
    int size = PayloadWriter.sizeInBatch(first.payload);
    while (!all.isEmpty()
        && all.peek().topic == first.topic
        && batch.size() < PayloadWriter.MAX_BATCH_MESSAGES
        && size + PayloadWriter.sizeInBatch(all.peek().payload) <= PayloadWriter.BATCH_BYTES) {
      byte[] next = all.remove().payload;
      size += PayloadWriter.sizeInBatch(next);
      batch.add(next);
    }
    gossip.publish(first.topic.wireName(), PayloadWriter.batch(batch));
    sent.add(batch.size());
  }

  /** Drops what waits and waits for the thread, which ends when gossip does. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      arrived.signalAll();
    } finally {
      lock.unlock();
    }
    Threads.join(thread);
  }
}

package org.exojvm.transport.libp2p.yamux;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.exojvm.transport.libp2p.duplex.Duplex;
import org.exojvm.transport.libp2p.multiformats.WireException;
import org.exojvm.transport.libp2p.timer.Timers;
import org.jspecify.annotations.Nullable;

/**
 * The streams over one connection. Two virtual threads serve it: one reads frames, one writes them.
 * It ends when either side says so, the connection breaks or the peer breaks a rule; all streams
 * end with it.
 */
public final class YamuxSession {

  /** The name of the protocol in negotiations. */
  public static final String PROTOCOL = "/yamux/1.0.0";

  private final Duplex below;
  private final Timers timers;
  private final YamuxListener listener;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition toSend = lock.newCondition();
  private final Condition mayOpen = lock.newCondition();
  private final Outbox outbox = new Outbox();
  private final StreamTable streams;
  private final Thread reader;
  private final Thread writer;
  private @Nullable String ended;
  private Timers.@Nullable Timeout sweep;

  /**
   * Creates a session that {@link #start} begins.
   *
   * @param client whether this side has dialled
   * @param name name of the threads
   */
  public YamuxSession(
      Duplex below,
      boolean client,
      ReceiveBudget budget,
      Timers timers,
      YamuxListener listener,
      String name) {
    this.below = below;
    this.timers = timers;
    this.listener = listener;
    this.streams = new StreamTable(client, budget);
    this.reader = Thread.ofVirtual().name(name + "-reader").unstarted(new FrameReader(this, below));
    this.writer = Thread.ofVirtual().name(name + "-writer").unstarted(new FrameWriter(this, below));
  }

  /** Begins to read and write. */
  public void start() {
    reader.start();
    writer.start();
  }

  /**
   * Opens a stream. The peer learns of it with the first bytes that are written.
   *
   * @param maxWait how long to wait while too many streams are open or not acknowledged
   * @throws IOException if the session is over, or too many streams are open for too long
   */
  public YamuxStream open(Duration maxWait) throws IOException {
    lock.lock();
    try {
      long nanos = maxWait.toNanos();
      while (ended == null && !streams.mayOpen()) {
        if (nanos <= 0) {
          throw new IOException(
              "All %d streams are in use. Maybe the peer has stopped to answer."
                  .formatted(streams.size()));
        }
        nanos = mayOpen.awaitNanos(nanos);
      }
      if (ended != null || !streams.hasIds()) {
        throw new IOException(ended == null ? "All ids of streams are used up." : ended);
      }
      return streams.open(this);
    } catch (InterruptedException e) {
      throw YamuxStream.interrupted(e);
    } finally {
      lock.unlock();
    }
  }

  /** Returns how many streams are open. */
  public int streamCount() {
    lock.lock();
    try {
      return streams.size();
    } finally {
      lock.unlock();
    }
  }

  /** Ends the session and its streams; what waits to be sent is lost. Idempotent; does not wait. */
  public void close(String reason) {
    end(reason, false);
  }

  /** Waits until both threads of a session that was started and has ended are gone. */
  public void awaitEnd() throws InterruptedException {
    reader.join();
    writer.join();
  }

  void end(String reason, boolean violation) {
    lock.lock();
    try {
      if (ended != null) {
        return;
      }
      ended = reason;
      outbox.end(violation ? Header.PROTOCOL_ERROR : Header.NORMAL);
      toSend.signal();
      mayOpen.signalAll();
      for (YamuxStream stream : streams.all()) {
        stream.state().breakOff(reason);
        stream.wake();
      }
      streams.release();
      if (sweep != null) {
        // It would keep what the streams hold.
        sweep.cancel();
      }
    } finally {
      lock.unlock();
    }
    // The writer closes the connection as soon as it has said so; it may be stuck in a write.
    Timers.Timeout _ = timers.after(YamuxLimits.CLOSING_TIME, below::close);
    listener.ended(reason, violation);
  }

  // For the threads and the streams of the session.

  ReentrantLock lock() {
    return lock;
  }

  Outbox outbox() {
    return outbox;
  }

  StreamTable streams() {
    return streams;
  }

  YamuxListener listener() {
    return listener;
  }

  boolean isEnded() {
    return ended != null;
  }

  /** Lets the writer look at what a stream has to send; the lock is held. */
  void update(StreamState stream) {
    if (outbox.update(stream)) {
      toSend.signal();
    }
  }

  void pong(long opaque) throws WireException {
    outbox.pong(opaque);
    toSend.signal();
  }

  void reset(long stream) {
    if (outbox.reset(stream)) {
      toSend.signal();
    } else {
      // Later, for the listener is not told under the lock.
      Timers.Timeout _ =
          timers.after(
              Duration.ZERO, () -> end("The peer takes none of the resets it causes.", true));
    }
  }

  /** Bounds the time of a stream that was closed and has something to send; the lock is held. */
  void drain(YamuxStream stream) {
    if (ended == null && !stream.state().isFinished()) {
      streams.drain(stream);
      if (sweep == null) {
        sweep = timers.after(YamuxLimits.DRAINING_TIME, this::sweep);
      }
    }
  }

  private void sweep() {
    lock.lock();
    try {
      sweep = null;
      if (ended == null) {
        streams.overdue().forEach(YamuxStream::reset);
        if (streams.isDraining()) {
          sweep = timers.after(YamuxLimits.DRAINING_TIME, this::sweep);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** Forgets a stream, which makes room for another; the lock is held. */
  void remove(StreamState stream) {
    streams.remove(stream);
    mayOpen.signal();
  }

  void acknowledged(StreamState stream) {
    streams.acknowledged(stream);
    mayOpen.signal();
  }

  /** Takes the next frame to send, without waiting; returns its length, or 0 if there is none. */
  int pollFrame(byte[] frame) {
    lock.lock();
    try {
      return take(frame);
    } finally {
      lock.unlock();
    }
  }

  /** Takes the next frame to send, waiting for it; returns its length. */
  int awaitFrame(byte[] frame) {
    lock.lock();
    try {
      int length = take(frame);
      while (length == 0) {
        toSend.awaitUninterruptibly();
        length = take(frame);
      }
      return length;
    } finally {
      lock.unlock();
    }
  }

  private int take(byte[] frame) {
    int length = outbox.next(frame);
    StreamState sent = outbox.lastSent();
    YamuxStream stream = sent == null ? null : streams.get(sent.id());
    if (stream != null) {
      if (stream.state().hasRoom()) {
        stream.wakeWriter();
      }
      if (stream.state().isFinished()) {
        remove(stream.state());
      }
    }
    return length;
  }
}

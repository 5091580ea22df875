package org.exojvm.transport.libp2p.yamux;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.exojvm.transport.libp2p.duplex.Duplex;

/** One stream of a session. What is written goes out as soon as the windows allow. */
public final class YamuxStream implements Duplex {

  private final YamuxSession session;
  private final StreamState state;
  private final ReentrantLock lock;
  private final Condition readable;
  private final Condition writable;

  YamuxStream(YamuxSession session, StreamState state) {
    this.session = session;
    this.state = state;
    this.lock = session.lock();
    this.readable = lock.newCondition();
    this.writable = lock.newCondition();
  }

  /** Returns the id of the stream in its session. */
  public long id() {
    return state.id();
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    lock.lock();
    try {
      while (true) {
        if (state.hasUnread()) {
          int count = session.streams().consume(state, target, offset, length);
          session.update(state);
          return count;
        }
        if (state.isReadToItsEnd()) {
          return -1;
        }
        checkOpen(state.isReadClosed());
        readable.await();
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    lock.lock();
    try {
      int done = 0;
      while (done < length) {
        checkOpen(state.isWriteClosed());
        int count = state.offer(source, offset + done, length - done);
        done += count;
        session.update(state);
        if (done < length) {
          writable.await();
        }
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    } finally {
      lock.unlock();
    }
  }

  private void checkOpen(boolean closed) throws IOException {
    String broken = state.broken();
    if (broken != null) {
      throw new IOException(broken);
    }
    if (closed) {
      throw new IOException("Stream " + id() + " was closed here.");
    }
  }

  static IOException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    InterruptedIOException wrapped = new InterruptedIOException("The thread was interrupted.");
    wrapped.initCause(e);
    return wrapped;
  }

  /** Does nothing: what is written goes out by itself. */
  @Override
  public void flush() {
    // See above.
  }

  /** Tells the peer that no more is written; reading goes on. Idempotent. */
  public void closeWrite() {
    lock.lock();
    try {
      state.closeWrite();
      session.update(state);
      writable.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Ends writing; if the peer sends more than it has, the stream is reset. Idempotent. */
  @Override
  public void close() {
    lock.lock();
    try {
      if (state.isReadClosed()) {
        return;
      }
      state.closeRead();
      session.streams().give(state.dropIncoming());
      closeWrite();
      wake();
      if (state.broken() == null) {
        endInTime();
      }
    } finally {
      lock.unlock();
    }
  }

  /** What was written goes out still, but the stream must not stay for ever. */
  private void endInTime() {
    if (state.isFinReceived()) {
      session.drain(this);
      return;
    }
    YamuxStream oldest = session.streams().linger(this);
    if (oldest != null) {
      oldest.reset();
    }
  }

  /** Breaks the stream off both ways, at once. Idempotent. */
  public void reset() {
    lock.lock();
    try {
      boolean isOpen = state.broken() == null && session.streams().get(id()) == this;
      boolean known = state.isKnownToPeer();
      breakOff("Stream " + id() + " was reset here.");
      if (isOpen && known) {
        session.reset(id());
      }
    } finally {
      lock.unlock();
    }
  }

  // For the session, which holds the lock.

  StreamState state() {
    return state;
  }

  /** Drops all that the stream holds, and forgets it. */
  void breakOff(String reason) {
    state.breakOff(reason);
    state.reset();
    session.streams().give(state.dropIncoming());
    state.dropOutgoing();
    session.remove(state);
    wake();
  }

  void wake() {
    wakeReader();
    wakeWriter();
  }

  void wakeReader() {
    readable.signalAll();
  }

  void wakeWriter() {
    writable.signalAll();
  }
}

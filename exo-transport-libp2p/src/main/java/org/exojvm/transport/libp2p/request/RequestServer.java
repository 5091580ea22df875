package org.exojvm.transport.libp2p.request;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import org.exojvm.transport.libp2p.multiformats.PeerId;
import org.exojvm.transport.libp2p.stream.PeerStream;
import org.exojvm.transport.libp2p.stream.StreamHandler;
import org.jspecify.annotations.Nullable;

/** Answers peers. */
public final class RequestServer implements StreamHandler {

  /** Who knows the answers. */
  @FunctionalInterface
  public interface Answerer {

    /** Asks for an answer; the future fails if there is none. */
    CompletableFuture<byte[]> answer(PeerId peer, byte[] request);
  }

  private final Answerer answerer;
  private final Semaphore free = new Semaphore(RequestLimits.MAX_ANSWERED);
  private final Semaphore room = new Semaphore(RequestLimits.MAX_HELD_BYTES);
  private final LongAdder served = new LongAdder();
  private final LongAdder refused = new LongAdder();

  /** Creates a server whose answers somebody else knows. */
  public RequestServer(Answerer answerer) {
    this.answerer = answerer;
  }

  /** Returns how many requests were answered since the start. */
  public long served() {
    return served.sum();
  }

  /** Returns how many requests were refused since the start. */
  public long refused() {
    return refused.sum();
  }

  @Override
  public void handle(PeerStream stream) throws IOException {
    stream.deadline(RequestLimits.TIMEOUT);
    if (!free.tryAcquire()) {
      refused.increment();
      stream.write(new byte[] {RequestLimits.BUSY});
      return;
    }
    Held held = new Held();
    try {
      byte[] request = Body.read(stream, held::take);
      answer(stream, answerer.answer(stream.peer(), request));
    } finally {
      held.give();
      free.release();
    }
  }

  private void answer(PeerStream stream, CompletableFuture<byte[]> future) throws IOException {
    byte[] answer = await(future);
    if (answer == null || answer.length > RequestLimits.MAX_BYTES) {
      refused.increment();
      stream.write(new byte[] {RequestLimits.REFUSED});
    } else {
      served.increment();
      Body.write(stream, new byte[] {RequestLimits.ANSWER}, answer);
    }
  }

  private static byte @Nullable [] await(CompletableFuture<byte[]> future) throws IOException {
    try {
      return future.get(RequestLimits.TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException _) {
      // Whoever answers has said why in its own log.
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("The node is closing.", e);
    }
  }

  /** What one request has taken of the room for all. */
  private final class Held {

    private int bytes;

    void take(int more) throws IOException {
      try {
        if (!room.tryAcquire(more, RequestLimits.TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
          throw new IOException("There was no room for a request in time.");
        }
        bytes += more;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("The node is closing.", e);
      }
    }

    void give() {
      room.release(bytes);
    }
  }
}

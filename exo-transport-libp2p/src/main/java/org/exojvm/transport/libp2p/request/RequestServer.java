package org.exojvm.transport.libp2p.request;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
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
  private final Map<PeerId, Share> shares = new HashMap<>();
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
    Share share = enter(stream.peer());
    if (share == null) {
      refused.increment();
      stream.write(new byte[] {RequestLimits.BUSY});
      return;
    }
    Held held = new Held(share);
    try {
      byte[] request = Body.read(stream, held::take);
      answer(stream, answerer.answer(stream.peer(), request));
    } finally {
      held.give();
      leave(stream.peer(), share);
    }
  }

  /** Returns the share of a peer, or null if as much is being answered as may be. */
  private synchronized @Nullable Share enter(PeerId peer) {
    Share share = shares.computeIfAbsent(peer, _ -> new Share());
    boolean mayEnter = share.answered < RequestLimits.MAX_ANSWERED_PER_PEER && free.tryAcquire();
    share.answered += mayEnter ? 1 : 0;
    forgetIfIdle(peer, share);
    return mayEnter ? share : null;
  }

  private synchronized void leave(PeerId peer, Share share) {
    free.release();
    share.answered--;
    forgetIfIdle(peer, share);
  }

  private void forgetIfIdle(PeerId peer, Share share) {
    if (share.answered == 0) {
      shares.remove(peer);
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
    } catch (ExecutionException _) {
      // Whoever answers has said why in its own log.
      return null;
    } catch (TimeoutException | CancellationException _) {
      // It is not waited for any more, so nothing must keep it.
      future.cancel(false);
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("The node is closing.", e);
    }
  }

  /** What the requests of one peer take together: one that stalls must not take all. */
  private static final class Share {

    final Semaphore room = new Semaphore(RequestLimits.MAX_HELD_BYTES_PER_PEER);
    int answered;
  }

  /** What one request has taken of the room for all, and of that for its peer. */
  private final class Held {

    private final Share share;
    private int bytes;
    private int bytesOfAll;

    Held(Share share) {
      this.share = share;
    }

    void take(int more) throws IOException {
      take(share.room, more);
      bytes += more;
      take(room, more);
      bytesOfAll += more;
    }

    private static void take(Semaphore from, int more) throws IOException {
      try {
        if (!from.tryAcquire(more, RequestLimits.TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
          throw new IOException("There was no room for a request in time.");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("The node is closing.", e);
      }
    }

    void give() {
      share.room.release(bytes);
      room.release(bytesOfAll);
    }
  }
}

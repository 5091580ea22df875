package org.exojvm.transport.libp2p.request;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import org.exojvm.api.transport.TransportException;
import org.exojvm.transport.libp2p.multiformats.PeerId;
import org.exojvm.transport.libp2p.multiformats.WireException;
import org.exojvm.transport.libp2p.stream.PeerStream;

/** Asks peers. */
public final class RequestClient {

  /** Opens streams to peers for requests. */
  @FunctionalInterface
  public interface Opener {

    /** Opens a stream; blocks. */
    PeerStream open(PeerId peer) throws IOException;
  }

  private final Opener opener;
  private final Semaphore free = new Semaphore(RequestLimits.MAX_ASKED);
  private final LongAdder failed = new LongAdder();

  /** Creates a client that opens streams so. */
  public RequestClient(Opener opener) {
    this.opener = opener;
  }

  /**
   * Asks a peer.
   *
   * @param payload is not changed meanwhile
   * @return completes with the answer, or exceptionally with a {@link TransportException}
   */
  public CompletionStage<byte[]> ask(PeerId peer, byte[] payload) {
    CompletableFuture<byte[]> answer = new CompletableFuture<>();
    if (payload.length > RequestLimits.MAX_BYTES) {
      fail(answer, peer, "the request of " + payload.length + " bytes is too large.", "split it");
    } else if (!free.tryAcquire()) {
      fail(answer, peer, "too many requests wait for answers.", "ask again a little later");
    } else {
      Thread.ofVirtual().name("request-to-" + peer).start(() -> ask(peer, payload, answer));
    }
    return answer;
  }

  /** Returns how many requests had no answer since the start. */
  public long failed() {
    return failed.sum();
  }

  private void ask(PeerId peer, byte[] payload, CompletableFuture<byte[]> answer) {
    try (PeerStream stream = opener.open(peer)) {
      stream.deadline(RequestLimits.TIMEOUT);
      Body.write(stream, new byte[0], payload);
      stream.closeWrite();
      int status = stream.read();
      switch (status) {
        case RequestLimits.ANSWER -> answer.complete(Body.read(stream, _ -> {}));
        case RequestLimits.REFUSED -> fail(answer, peer, "it refused.", "look at its log");
        case RequestLimits.BUSY ->
            fail(answer, peer, "too much is waiting there.", "ask again a little later");
        default -> throw new WireException("An answer begins with " + status + ".");
      }
    } catch (IOException | RuntimeException e) {
      fail(answer, peer, reason(e), "ask again once it is connected");
    } finally {
      free.release();
      if (!answer.isDone()) {
        // An error of the JVM, such as no memory left: whoever asks must not wait for ever.
        fail(answer, peer, "this side could not take the answer.", "look at its log");
      }
    }
  }

  private static String reason(Exception e) {
    String message = e.getMessage();
    return message == null ? e + "." : message;
  }

  private void fail(CompletableFuture<byte[]> answer, PeerId peer, String why, String hint) {
    failed.increment();
    answer.completeExceptionally(
        new TransportException(
            "Peer %s has not answered: %s Maybe %s.".formatted(peer, why, hint)));
  }
}

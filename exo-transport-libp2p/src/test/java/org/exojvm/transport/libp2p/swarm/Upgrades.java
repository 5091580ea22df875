package org.exojvm.transport.libp2p.swarm;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.exojvm.transport.libp2p.duplex.Duplex;
import org.exojvm.transport.libp2p.duplex.MemoryDuplex;
import org.exojvm.transport.libp2p.duplex.Recording;
import org.exojvm.transport.libp2p.noise.NoiseDuplex;
import org.exojvm.transport.libp2p.timer.ManualTimers;

/**
 * Upgrades that are always the same, byte for byte, because both sides draw the same chance each
 * time. What one side has said can so be played to the other again, whole or changed.
 */
public final class Upgrades {

  private static final int DIALLER = 1;
  private static final int LISTENER = 2;

  /** What a connection that does not come about may be counted as. */
  private static final ImmutableSet<Counter> FAILURES =
      Sets.immutableEnumSet(
          EnumSet.of(
              Counter.FAILED_PNET,
              Counter.FAILED_SECURITY_NEGOTIATION,
              Counter.FAILED_NOISE,
              Counter.FAILED_MUXER_NEGOTIATION));

  private Upgrades() {}

  /** What both sides say. */
  public static final class Said {

    private final byte[] byDialler;
    private final byte[] byListener;

    Said(byte[] byDialler, byte[] byListener) {
      this.byDialler = byDialler;
      this.byListener = byListener;
    }

    /** From the first byte of the dialler on. */
    public byte[] byDialler() {
      return byDialler.clone();
    }

    /** From the first byte of the listener on. */
    public byte[] byListener() {
      return byListener.clone();
    }
  }

  /** Chance that is the same each time. */
  private static final class FixedRandom extends SecureRandom {

    private static final long serialVersionUID = 1L;

    private final Random random;

    FixedRandom(long seed) {
      random = new Random(seed);
    }

    @Override
    public void nextBytes(byte[] bytes) {
      random.nextBytes(bytes);
    }
  }

  /** Lets a dialler and a listener meet, and returns what they say. */
  public static Said recorded() {
    MemoryDuplex.Pair pair = MemoryDuplex.pair(1 << 16);
    Recording dialler = new Recording(pair.left());
    Recording listener = new Recording(pair.right());
    CompletableFuture<Void> met = new CompletableFuture<>();
    Thread.startVirtualThread(
        () -> {
          try {
            upgrade(listener, false);
            met.complete(null);
          } catch (IOException e) {
            met.completeExceptionally(e);
          }
        });
    try {
      upgrade(dialler, true);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    met.join();
    return new Said(dialler.written(), listener.written());
  }

  /**
   * Plays to one side what the other has said, or something else.
   *
   * @throws IOException if it does not take it; it is counted then, and never as time that was over
   */
  public static void play(byte[] said, boolean toDialler, int maxPiece) throws IOException {
    try {
      NoiseDuplex secured = upgrade(new MemoryDuplex.Scripted(said, maxPiece), toDialler);
      int other = toDialler ? LISTENER : DIALLER;
      if (!secured.peer().equals(Nodes.identity(other).peerId())) {
        throw new AssertionError("It takes the peer for " + secured.peer());
      }
    } catch (UpgradeException e) {
      if (!FAILURES.contains(e.counter())) {
        throw new AssertionError("It is counted as " + e.counter(), e);
      }
      throw e;
    }
  }

  private static NoiseDuplex upgrade(Duplex link, boolean dialler) throws UpgradeException {
    int seed = dialler ? DIALLER : LISTENER;
    return new Upgrader(
            Nodes.identity(seed),
            Nodes.KEY,
            ImmutableSet.of(),
            new ManualTimers(),
            Duration.ofSeconds(10),
            new FixedRandom(seed))
        .upgrade(link, dialler, Optional.empty());
  }
}

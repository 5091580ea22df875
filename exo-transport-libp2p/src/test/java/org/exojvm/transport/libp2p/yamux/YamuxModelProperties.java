package org.exojvm.transport.libp2p.yamux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.exojvm.transport.libp2p.duplex.MemoryDuplex;
import org.exojvm.transport.libp2p.yamux.Frames.Rig;
import org.junit.jupiter.api.Assertions;

/**
 * Goal: whatever two sides do with their streams, every byte arrives once and in order, ends arrive
 * behind the last byte, and no window is exceeded. Method: random steps on both sides of a link,
 * beside a model that counts bytes; a spy on the wire checks the frames.
 */
class YamuxModelProperties {

  /** What may be under way without a step having to wait: half a window is not granted yet. */
  private static final int MAX_UNDER_WAY = YamuxLimits.INITIAL_WINDOW / 2;

  enum Kind {
    OPEN,
    WRITE,
    READ,
    CLOSE_WRITE,
    RESET
  }

  record Step(Kind kind, int which, int amount, boolean left) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Kind> kinds =
        Arbitraries.frequency(
            Tuple.of(2, Kind.OPEN),
            Tuple.of(8, Kind.WRITE),
            Tuple.of(8, Kind.READ),
            Tuple.of(1, Kind.CLOSE_WRITE),
            Tuple.of(1, Kind.RESET));
    return Combinators.combine(
            kinds,
            Arbitraries.integers().between(0, 99),
            Arbitraries.integers().between(1, MAX_UNDER_WAY),
            Arbitraries.of(true, false))
        .as(Step::new)
        .list()
        .ofMinSize(20)
        .ofMaxSize(80);
  }

  /** One direction of a stream: bytes written and read, which are the numbers from 0 on. */
  private static final class Flow {

    private final YamuxStream from;
    private final YamuxStream to;
    private long written;
    private long read;
    private boolean closed;

    Flow(YamuxStream from, YamuxStream to) {
      this.from = from;
      this.to = to;
    }

    void write(int amount) throws IOException {
      int count = (int) Math.min(amount, MAX_UNDER_WAY - (written - read));
      if (!closed && count > 0) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
          bytes[i] = (byte) (written + i);
        }
        from.write(bytes);
        written += count;
      }
    }

    void read(int amount) throws IOException {
      int count = (int) Math.min(amount, written - read);
      byte[] bytes = to.readFully(count);
      for (int i = 0; i < count; i++) {
        if (bytes[i] != (byte) (read + i)) {
          throw new AssertionError("Byte " + (read + i) + " is " + bytes[i]);
        }
      }
      read += count;
      if (closed && read == written) {
        assertThat(to.read()).isEqualTo(-1);
      }
    }

    void closeWrite() {
      closed = true;
      from.closeWrite();
    }
  }

  private static final class World {

    private final WireSpy spy = new WireSpy();
    private final Rig left;
    private final Rig right;
    private final List<Flow[]> streams = new ArrayList<>();

    World(int maxPiece) {
      MemoryDuplex.Pair pair = MemoryDuplex.pair(1 << 15);
      pair.left().readingPieces(maxPiece);
      pair.right().readingPieces(maxPiece);
      left = new Rig(spy.on(pair.left(), "left", "right"), true);
      right = new Rig(spy.on(pair.right(), "right", "left"), false);
    }

    void open(Step step) throws Exception {
      Rig opener = step.left() ? left : right;
      YamuxStream stream = opener.session.open(Duration.ofSeconds(10));
      stream.write(new byte[] {0});
      YamuxStream accepted = (step.left() ? right : left).nextOpened();
      Flow there = new Flow(stream, accepted);
      there.written = 1;
      streams.add(new Flow[] {there, new Flow(accepted, stream)});
    }

    void apply(Step step) throws Exception {
      if (step.kind() == Kind.OPEN || streams.isEmpty()) {
        open(step);
        return;
      }
      int index = step.which() % streams.size();
      Flow flow = streams.get(index)[step.left() ? 0 : 1];
      switch (step.kind()) {
        case WRITE -> flow.write(step.amount());
        case READ -> flow.read(step.amount());
        case CLOSE_WRITE -> flow.closeWrite();
        default -> {
          flow.from.reset();
          Assertions.assertThrows(IOException.class, () -> drain(flow.to));
          streams.remove(index);
        }
      }
    }

    /** A reset may drop what is under way, but it is noticed in the end. */
    private static void drain(YamuxStream stream) throws IOException {
      byte[] buffer = new byte[4096];
      int count = 0;
      while (count >= 0) {
        count = stream.read(buffer, 0, buffer.length);
      }
      for (int i = 0; i <= YamuxLimits.INITIAL_WINDOW + YamuxLimits.MAX_UNSENT; i++) {
        stream.write(buffer, 0, 1);
      }
    }

    void finish() throws Exception {
      for (Flow[] flows : streams) {
        for (Flow flow : flows) {
          flow.closeWrite();
          flow.read(Integer.MAX_VALUE);
        }
      }
      left.session.close("done");
      left.awaitEnd();
      right.awaitEnd();
      assertThat(spy.broken()).isEmpty();
      assertThat(left.violation || right.violation).isFalse();
      assertThat(left.budget.taken() + right.budget.taken()).isZero();
    }
  }

  @Property(tries = 200)
  void everyByteArrivesOnceInOrderAndWithinTheWindows(
      @ForAll("steps") List<Step> steps, @ForAll @IntRange(min = 1, max = 5000) int maxPiece)
      throws Exception {
    World world = new World(maxPiece);
    CompletableFuture<Void> run = new CompletableFuture<>();
    Thread.startVirtualThread(
        () -> {
          try {
            for (Step step : steps) {
              world.apply(step);
            }
            world.finish();
            run.complete(null);
          } catch (Throwable e) {
            run.completeExceptionally(e);
          }
        });
    run.get(20, TimeUnit.SECONDS);
  }
}

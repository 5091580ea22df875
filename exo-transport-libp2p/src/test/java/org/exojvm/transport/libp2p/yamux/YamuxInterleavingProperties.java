package org.exojvm.transport.libp2p.yamux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.statistics.Statistics;
import org.exojvm.transport.libp2p.duplex.MemoryDuplex;
import org.exojvm.transport.libp2p.duplex.MemoryDuplex.Scripted;
import org.exojvm.transport.libp2p.yamux.Frames.Rig;

/**
 * Goal: in whatever order the frames of different streams come, each stream delivers exactly what
 * was sent on it, and ends as it was ended. Method: frames by hand, shuffled across streams, beside
 * a model that is the list of each stream's bytes; and two sessions on a link that reorders.
 */
class YamuxInterleavingProperties {

  private static final int MAX_STREAMS = 6;
  private static final int MAX_PIECE = 3_000;

  /** How a stream ends, if it does. */
  enum End {
    NONE,
    FIN_WITH_DATA,
    FIN_ALONE,
    RESET
  }

  /** What is sent on one stream: how many bytes in each frame, and how it ends. */
  record Script(boolean opensWithData, List<Integer> pieces, End end) {}

  @Provide
  Arbitrary<Script> script() {
    return Combinators.combine(
            Arbitraries.of(true, false),
            Arbitraries.integers().between(0, MAX_PIECE).list().ofMaxSize(12),
            Arbitraries.of(End.values()))
        .as(Script::new);
  }

  /** A byte that is another one at the same place of another stream, and at the next place. */
  private static byte byteAt(long stream, int position) {
    return (byte) (31 * stream + position + position / 251);
  }

  private static byte[] bytes(long stream, int from, int count) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = byteAt(stream, from + i);
    }
    return bytes;
  }

  private static ArrayDeque<Frames> frames(long id, Script script) {
    ArrayDeque<Frames> frames = new ArrayDeque<>();
    if (!script.opensWithData() || script.pieces().isEmpty()) {
      frames.add(new Frames().add(Header.WINDOW_UPDATE, Header.SYN, id, 0));
    }
    int sent = 0;
    for (int i = 0; i < script.pieces().size(); i++) {
      boolean isLast = i + 1 == script.pieces().size();
      int flags = frames.isEmpty() ? Header.SYN : 0;
      flags |= isLast && script.end() == End.FIN_WITH_DATA ? Header.FIN : 0;
      int count = script.pieces().get(i);
      frames.add(new Frames().data(flags, id, bytes(id, sent, count)));
      sent += count;
    }
    if (script.end() == End.RESET) {
      frames.add(new Frames().add(Header.WINDOW_UPDATE, Header.RST, id, 0));
    } else if (script.end() == End.FIN_ALONE
        || (script.end() == End.FIN_WITH_DATA && script.pieces().isEmpty())) {
      frames.add(new Frames().add(Header.WINDOW_UPDATE, Header.FIN, id, 0));
    }
    return frames;
  }

  @Property(tries = 300)
  void eachStreamDeliversItsBytesHoweverFramesAreInterleaved(
      @ForAll @Size(min = 2, max = MAX_STREAMS) List<@From("script") Script> scripts,
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 5000) int maxPiece)
      throws Exception {
    Rig rig = new Rig(new Scripted(interleaved(scripts, new Random(seed)), maxPiece), false);
    rig.awaitEnd();
    Map<Long, YamuxStream> streams = new HashMap<>();
    rig.opened.forEach(stream -> streams.put(stream.id(), stream));

    assertThat(rig.violation).isFalse();
    assertThat(streams).hasSize(scripts.size());
    for (int i = 0; i < scripts.size(); i++) {
      check(scripts.get(i), streams.get(2L * i + 1));
    }
    assertThat(rig.budget.taken()).isZero();
  }

  /** Any order of all frames in which those of each stream have theirs; with pings in between. */
  private static byte[] interleaved(List<Script> scripts, Random random) {
    List<ArrayDeque<Frames>> left = new ArrayList<>();
    for (int i = 0; i < scripts.size(); i++) {
      left.add(frames(2L * i + 1, scripts.get(i)));
    }
    ByteArrayOutputStream wire = new ByteArrayOutputStream();
    while (!left.isEmpty()) {
      int chosen = random.nextInt(left.size());
      wire.writeBytes(left.get(chosen).remove().toBytes());
      if (left.get(chosen).isEmpty()) {
        left.remove(chosen);
      }
      if (random.nextInt(10) == 0) {
        // Credit for a stream that nobody has opened: passed over.
        wire.writeBytes(new Frames().add(Header.WINDOW_UPDATE, 0, 99, 1).toBytes());
      }
    }
    return wire.toByteArray();
  }

  private static void check(Script script, YamuxStream stream) {
    int sent = script.pieces().stream().mapToInt(Integer::intValue).sum();
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    boolean isEnded = false;
    try {
      byte[] buffer = new byte[777];
      for (int count = stream.read(buffer, 0, 777); count >= 0; ) {
        read.write(buffer, 0, count);
        count = stream.read(buffer, 0, 777);
      }
      isEnded = true;
    } catch (IOException broken) {
      // With its session, or reset before.
    }
    int expected = script.end() == End.RESET ? 0 : sent;
    assertThat(read.toByteArray()).isEqualTo(bytes(stream.id(), 0, expected));
    // The session is over, and still it is known which streams had been ended before.
    assertThat(isEnded)
        .isEqualTo(script.end() == End.FIN_ALONE || script.end() == End.FIN_WITH_DATA);
  }

  @Property(tries = 40)
  void twoSessionsOnALinkThatReordersDeliverAllOfEveryStream(
      @ForAll @Size(min = 2, max = 4) List<@IntRange(min = 50_000, max = 600_000) Integer> sizes,
      @ForAll long seed)
      throws Exception {
    MemoryDuplex.Pair pair = MemoryDuplex.pair(1 << 16);
    WireSpy spy = new WireSpy();
    Reordering there = new Reordering(pair.left(), seed);
    Reordering back = new Reordering(pair.right(), ~seed);
    Rig left = new Rig(spy.on(there, "left", "right"), true);
    Rig right = new Rig(spy.on(back, "right", "left"), false);

    List<CompletableFuture<Void>> tasks = new ArrayList<>();
    for (int size : sizes) {
      YamuxStream stream = left.session.open(Duration.ofSeconds(10));
      stream.write(bytes(stream.id(), 0, 1));
      YamuxStream accepted = right.nextOpened();
      tasks.add(start(() -> send(stream, 1, size + 1)));
      tasks.add(start(() -> send(accepted, 0, size)));
      tasks.add(start(() -> receive(accepted, size + 1)));
      tasks.add(start(() -> receive(stream, size)));
    }
    for (CompletableFuture<Void> task : tasks) {
      task.get(20, TimeUnit.SECONDS);
    }

    assertThat(spy.broken()).isEmpty();
    left.session.close("done");
    left.awaitEnd();
    right.awaitEnd();
    assertThat(left.violation || right.violation).isFalse();
    assertThat(left.budget.taken() + right.budget.taken()).isZero();
    Statistics.label("reordered")
        .collect(there.reordered() + back.reordered() > 0)
        .coverage(coverage -> coverage.check(true).percentage(share -> share > 10));
  }

  private interface Task {

    void run() throws Exception;
  }

  private static CompletableFuture<Void> start(Task task) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread.startVirtualThread(
        () -> {
          try {
            task.run();
            done.complete(null);
          } catch (Throwable e) {
            done.completeExceptionally(e);
          }
        });
    return done;
  }

  private static void send(YamuxStream stream, int from, int size) throws IOException {
    stream.write(bytes(stream.id(), from, size - from));
    stream.closeWrite();
  }

  private static void receive(YamuxStream stream, int size) throws IOException {
    byte[] read = stream.readFully(size);
    int wrong =
        IntStream.range(0, size)
            .filter(i -> read[i] != byteAt(stream.id(), i))
            .findFirst()
            .orElse(-1);
    assertThat(wrong).as("place of the first wrong byte").isEqualTo(-1);
    assertThat(stream.read()).isEqualTo(-1);
  }
}

package org.exojvm.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.exojvm.core.stream.Ingested.Verdict;

/**
 * Goal: whatever the network does, each message is handed on once and in order. Method: compare
 * with a model that remembers everything it has ever seen.
 */
class OrderedBufferProperties {

  private static final int TRIES = 300;

  @Provide
  Arbitrary<List<Long>> arrivals() {
    return Arbitraries.longs().between(0, 40).list().ofMaxSize(120);
  }

  @Property(tries = TRIES)
  void releasesExactlyTheRunFromTheStart(@ForAll("arrivals") List<Long> arrivals) {
    OrderedBuffer<String> buffer = new OrderedBuffer<>(0);
    Set<Long> everSeen = new HashSet<>();
    List<String> released = new ArrayList<>();
    for (long idx : arrivals) {
      boolean isNew = everSeen.add(idx);
      Ingested<String> ingested = buffer.ingest(idx, "m" + idx);
      released.addAll(ingested.released());
      assertThat(ingested.verdict() == Verdict.DUPLICATE).isEqualTo(!isNew);
      assertThat(ingested.verdict() == Verdict.RELEASED).isEqualTo(!ingested.released().isEmpty());
    }
    long run = LongStream.iterate(0, everSeen::contains, i -> i + 1).count();
    assertThat(buffer.nextIdx()).isEqualTo(run);
    assertThat(released).isEqualTo(LongStream.range(0, run).mapToObj(i -> "m" + i).toList());
    assertThat(buffer.heldCount()).isEqualTo((int) (everSeen.size() - run));
  }

  @Property(tries = TRIES)
  void holdsNoMoreThanItsBoundAndRecoversWhenAllIsSentAgain(
      @ForAll("arrivals") List<Long> arrivals, @ForAll @IntRange(min = 1, max = 5) int maxHeld) {
    OrderedBuffer<Long> buffer = new OrderedBuffer<>(0, maxHeld);
    List<Long> released = new ArrayList<>();
    for (long idx : arrivals) {
      released.addAll(buffer.ingest(idx, idx).released());
      assertThat(buffer.heldCount()).isLessThanOrEqualTo(maxHeld);
    }
    for (long idx = 0; idx <= 40; idx++) {
      released.addAll(buffer.ingest(idx, idx).released());
    }
    assertThat(released).isEqualTo(LongStream.rangeClosed(0, 40).boxed().toList());
  }

  @Property(tries = 50)
  void whatStartsLaterIgnoresWhatCameBefore(@ForAll @IntRange(max = 100) int start) {
    OrderedBuffer<Long> buffer = new OrderedBuffer<>(start);
    for (long idx = 0; idx < start; idx++) {
      assertThat(buffer.ingest(idx, idx).verdict()).isEqualTo(Verdict.DUPLICATE);
    }
    assertThat(buffer.ingest(start, (long) start).released())
        .isEqualTo(ImmutableList.of((long) start));
  }
}

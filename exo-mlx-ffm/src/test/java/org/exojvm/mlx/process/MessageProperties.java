package org.exojvm.mlx.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.exojvm.api.collection.Bytes;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.engine.TaskOutcome;
import org.exojvm.api.id.TaskId;

/** Goal: messages come out as they went in, and no bytes do worse than be refused. */
class MessageProperties {

  private static final int TRIES = 300;

  @Provide
  Arbitrary<ToChild> calls() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            new ToChild.Connect(), new ToChild.Load(), new ToChild.WarmUp(), new ToChild.Close()),
        bytes().map(ToChild.Begin::new),
        Combinators.combine(tasks(), bytes()).as(ToChild.Run::new),
        tasks().map(ToChild.Cancel::new),
        Combinators.combine(Arbitraries.longs(), bytes().list().ofMaxSize(8))
            .as((sequence, data) -> new ToChild.Deliver(sequence, ImmutableList.copyOf(data))));
  }

  @Provide
  Arbitrary<FromChild> reports() {
    return Arbitraries.oneOf(
        Arbitraries.longs().map(FromChild.Greeting::new),
        Arbitraries.longs().map(FromChild.Beat::new),
        Arbitraries.of(PhaseName.values()).map(phase -> new FromChild.Reported(phase.status(""))),
        Arbitraries.strings()
            .ofMinLength(1)
            .withCharRange(' ', '\ud7ff')
            .map(text -> new FromChild.Reported(new RunnerStatus.RunnerFailed(text))),
        Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(FromChild.Progress::new),
        Combinators.combine(tasks(), bytes()).as(FromChild.Chunk::new),
        Combinators.combine(tasks(), Arbitraries.of(TaskOutcome.class))
            .as(FromChild.TaskStopped::new),
        Combinators.combine(Arbitraries.longs(), bytes()).as(FromChild.Contribution::new),
        Combinators.combine(tasks(), bytes()).as(FromChild.Traces::new));
  }

  @Property(tries = TRIES)
  void aCallComesOutAsItWentIn(@ForAll("calls") ToChild call) throws IOException {
    assertThat(ToChildCodec.decode(again(ToChildCodec.encode(call)))).isEqualTo(call);
  }

  @Property(tries = TRIES)
  void aReportComesOutAsItWentIn(@ForAll("reports") FromChild report) throws IOException {
    assertThat(FromChildCodec.decode(again(FromChildCodec.encode(report)))).isEqualTo(report);
  }

  @Property(tries = TRIES)
  void damagedBytesAreReadOrRefused(
      @ForAll("calls") ToChild call, @ForAll("reports") FromChild report, @ForAll long seed) {
    Random random = new Random(seed);
    readOrRefused(damaged(ToChildCodec.encode(call).encode(), random));
    readOrRefused(damaged(FromChildCodec.encode(report).encode(), random));
  }

  private static void readOrRefused(byte[] bytes) {
    try {
      Optional<Frame> frame = Frame.read(new ByteArrayInputStream(bytes));
      if (frame.isPresent()) {
        FromChildCodec.decode(frame.get());
        ToChildCodec.decode(frame.get());
      }
    } catch (IOException e) {
      assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(200);
    }
  }

  private static byte[] damaged(byte[] bytes, Random random) {
    byte[] damaged = bytes.clone();
    for (int i = random.nextInt(3); i >= 0; i--) {
      // Mostly behind the first bytes, without which nothing is looked at.
      damaged[Math.min(damaged.length - 1, 3 + random.nextInt(damaged.length))] =
          (byte) random.nextInt();
    }
    return damaged;
  }

  private static Frame again(Frame frame) throws IOException {
    return Frame.read(new ByteArrayInputStream(frame.encode())).orElseThrow();
  }

  private static Arbitrary<Bytes> bytes() {
    return Arbitraries.bytes().array(byte[].class).ofMaxSize(60).map(Bytes::copyOf);
  }

  private static Arbitrary<TaskId> tasks() {
    return Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(40).map(TaskId::of);
  }
}

package org.exojvm.transport.libp2p.yamux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.exojvm.transport.libp2p.duplex.MemoryDuplex;
import org.exojvm.transport.libp2p.duplex.MemoryDuplex.Scripted;
import org.exojvm.transport.libp2p.yamux.Frames.Rig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Goal: frames of a peer that breaks a rule end the session; those that do not, do not. */
@Timeout(30)
class YamuxRulesTest {

  private static final byte[] ABC = {'a', 'b', 'c'};

  static Stream<Arguments> violations() {
    byte[] quarter = new byte[YamuxLimits.INITIAL_WINDOW];
    return Stream.of(
        Arguments.of("version", new Frames().raw(new byte[] {1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0})),
        Arguments.of("type", new Frames().add(4, 0, 1, 0)),
        Arguments.of("even id", new Frames().add(Header.DATA, Header.SYN, 2, 0)),
        Arguments.of("id 0", new Frames().add(Header.WINDOW_UPDATE, Header.SYN, 0, 0)),
        Arguments.of(
            "opened twice",
            new Frames().add(Header.DATA, Header.SYN, 1, 0).add(Header.DATA, Header.SYN, 1, 0)),
        Arguments.of("long body", new Frames().add(Header.DATA, 0, 9, YamuxLimits.MAX_BODY + 1L)),
        Arguments.of("longest body", new Frames().add(Header.DATA, Header.SYN, 1, 0xffff_ffffL)),
        Arguments.of(
            "window", new Frames().data(Header.SYN, 1, quarter).data(0, 1, new byte[] {1})),
        Arguments.of(
            "overflow",
            new Frames()
                .add(Header.WINDOW_UPDATE, Header.SYN, 1, 0xffff_ffffL)
                .add(Header.WINDOW_UPDATE, 0, 1, 1)),
        Arguments.of("pong", new Frames().add(Header.PING, Header.ACK, 0, 7)),
        Arguments.of("ping on a stream", new Frames().add(Header.PING, Header.SYN, 1, 7)));
  }

  @ParameterizedTest
  @MethodSource("violations")
  void aBrokenRuleEndsTheSessionAndIsTold(String rule, Frames frames) throws Exception {
    Scripted link = new Scripted(frames.toBytes(), 1000);
    Rig rig = new Rig(link, false);

    rig.awaitEnd();

    assertThat(rig.violation).as(rule).isTrue();
    assertThat(Frames.headers(link.written()))
        .endsWith(new Header(Header.GO_AWAY, 0, 0, Header.PROTOCOL_ERROR));
    assertThat(rig.budget.taken()).isZero();
  }

  static Stream<Arguments> harmless() {
    return Stream.of(
        Arguments.of("unknown stream", new Frames().data(0, 77, ABC)),
        Arguments.of(
            "credit for an unknown stream", new Frames().add(Header.WINDOW_UPDATE, 0, 3, 9)),
        Arguments.of("reset of an unknown stream", new Frames().add(Header.DATA, Header.RST, 3, 0)),
        Arguments.of("end of an unknown stream", new Frames().add(Header.DATA, Header.FIN, 3, 0)),
        Arguments.of("unknown flags", new Frames().add(Header.DATA, 0xfff0, 3, 0)),
        Arguments.of("nothing", new Frames()),
        Arguments.of("orderly end", new Frames().add(Header.GO_AWAY, 0, 0, 0)),
        Arguments.of(
            "an id again",
            new Frames()
                .add(Header.DATA, Header.SYN | Header.RST, 1, 0)
                .add(Header.DATA, Header.SYN | Header.FIN, 1, 0)));
  }

  @ParameterizedTest
  @MethodSource("harmless")
  void whatBreaksNoRuleIsPassedOver(String what, Frames frames) throws Exception {
    Rig rig = new Rig(new Scripted(frames.toBytes(), 1), false);

    assertThat(rig.awaitEnd()).as(what).doesNotContain("broke");
    assertThat(rig.violation).isFalse();
  }

  @Test
  void aPingIsAnsweredWithItsValueAndAStreamIsAcknowledgedWithTheFirstFrame() throws Exception {
    MemoryDuplex.Pair pair = MemoryDuplex.pair(4096);
    Rig rig = new Rig(pair.left(), false);
    pair.right().write(new Frames().add(Header.PING, Header.SYN, 0, 0x01020304).toBytes());

    assertThat(pair.right().readFully(12))
        .isEqualTo(new Frames().add(Header.PING, Header.ACK, 0, 0x01020304).toBytes());

    pair.right().write(new Frames().data(Header.SYN, 1, ABC).toBytes());
    YamuxStream stream = rig.nextOpened();
    assertThat(stream.readFully(3)).isEqualTo(ABC);
    stream.write(ABC);
    stream.closeWrite();
    assertThat(Header.decode(pair.right().readFully(12)))
        .satisfies(
            header -> {
              assertThat(header.flags() & Header.ACK).isEqualTo(Header.ACK);
              assertThat(header.length()).isEqualTo(3);
            });
    rig.session.close("done");
    pair.right().close();
    rig.awaitEnd();
  }

  @Test
  void oneBodyMayFillAWindowThatWasGrown() throws Exception {
    MemoryDuplex.Pair pair = MemoryDuplex.pair(1 << 16);
    Rig rig = new Rig(pair.left(), false);
    int half = YamuxLimits.INITIAL_WINDOW / 2;
    pair.right().write(new Frames().data(Header.SYN, 1, new byte[half]).toBytes());
    YamuxStream stream = rig.nextOpened();
    stream.readFully(half);
    long credit = Header.decode(pair.right().readFully(Header.BYTES)).length();
    int granted = half + (int) credit;
    assertThat(granted).isGreaterThan(YamuxLimits.INITIAL_WINDOW);
    byte[] body = new byte[granted];
    body[granted - 1] = 7;
    pair.right().write(new Frames().data(Header.FIN, 1, body).toBytes());

    assertThat(stream.readFully(granted)).isEqualTo(body);
    assertThat(stream.read()).isEqualTo(-1);
    rig.session.close("done");
    pair.right().close();
    rig.awaitEnd();
  }

  @Test
  void whoAsksForPongsAndTakesNoneIsLeft() throws Exception {
    MemoryDuplex.Pair pair = MemoryDuplex.pair(12);
    Rig rig = new Rig(pair.left(), false);
    Frames pings = new Frames();
    for (int i = 0; i < YamuxLimits.MAX_PENDING_PONGS + 3; i++) {
      pings.add(Header.PING, Header.SYN, 0, i);
    }

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(
            () -> {
              pair.right().write(pings.toBytes());
              rig.reason.join();
              rig.timers.advance(YamuxLimits.CLOSING_TIME);
              pair.right().write(pings.toBytes());
            });
    rig.awaitEnd();
    assertThat(rig.violation).isTrue();
  }

  @Test
  void oneStreamTooManyIsResetAndTheOthersGoOn() throws Exception {
    Frames frames = new Frames();
    for (int i = 0; i <= YamuxLimits.MAX_STREAMS; i++) {
      frames.add(Header.WINDOW_UPDATE, Header.SYN, 2L * i + 1, 0);
    }
    MemoryDuplex.Pair pair = MemoryDuplex.pair(1 << 16);
    Rig rig = new Rig(pair.left(), false);
    pair.right().write(frames.toBytes());

    assertThat(Header.decode(pair.right().readFully(12)))
        .isEqualTo(
            new Header(Header.WINDOW_UPDATE, Header.RST, 2L * YamuxLimits.MAX_STREAMS + 1, 0));
    assertThat(rig.session.streamCount()).isEqualTo(YamuxLimits.MAX_STREAMS);
    pair.right().close();
    rig.awaitEnd();
  }

  @Test
  void streamsThatNobodyAcknowledgesAreNotOpenedWithoutEnd() throws Exception {
    MemoryDuplex.Pair pair = MemoryDuplex.pair(1 << 16);
    Rig rig = new Rig(pair.left(), true);
    for (int i = 0; i < YamuxLimits.MAX_UNACKNOWLEDGED; i++) {
      rig.session.open(Duration.ZERO).write(ABC);
    }

    assertThatExceptionOfType(IOException.class).isThrownBy(() -> rig.session.open(Duration.ZERO));
    pair.right().write(new Frames().add(Header.WINDOW_UPDATE, Header.ACK, 1, 0).toBytes());
    YamuxStream next = rig.session.open(Duration.ofSeconds(10));

    assertThat(next.id()).isEqualTo(2L * YamuxLimits.MAX_UNACKNOWLEDGED + 1);
    pair.right().close();
    rig.awaitEnd();
  }

  @Test
  void aResetBreaksReadersAndWriters() throws Exception {
    MemoryDuplex.Pair pair = MemoryDuplex.pair(1 << 16);
    Rig rig = new Rig(pair.left(), false);
    pair.right().write(new Frames().data(Header.SYN, 1, ABC).toBytes());
    YamuxStream stream = rig.nextOpened();
    pair.right().write(new Frames().add(Header.WINDOW_UPDATE, Header.RST, 1, 0).toBytes());

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> stream.readFully(4))
        .withMessageContaining("reset");
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> stream.write(ABC));
    assertThat(rig.session.streamCount()).isZero();
    assertThat(rig.budget.taken()).isZero();
    pair.right().close();
    rig.awaitEnd();
  }

  @Test
  void whatComesAfterAStreamWasClosedResetsIt() throws Exception {
    MemoryDuplex.Pair pair = MemoryDuplex.pair(1 << 16);
    Rig rig = new Rig(pair.left(), false);
    pair.right().write(new Frames().data(Header.SYN, 1, ABC).toBytes());
    YamuxStream stream = rig.nextOpened();
    stream.close();
    assertThat(Header.decode(pair.right().readFully(12)))
        .isEqualTo(new Header(Header.DATA, Header.ACK | Header.FIN, 1, 0));
    pair.right().write(new Frames().data(0, 1, ABC).toBytes());

    assertThat(Header.decode(pair.right().readFully(12)))
        .isEqualTo(new Header(Header.WINDOW_UPDATE, Header.RST, 1, 0));
    assertThatExceptionOfType(IOException.class).isThrownBy(stream::read);
    assertThat(rig.budget.taken()).isZero();
    pair.right().close();
    rig.awaitEnd();
  }

  @Test
  void streamsThatAPeerNeverEndsAreResetWhenTheyAreMany() throws Exception {
    MemoryDuplex.Pair pair = MemoryDuplex.pair(1 << 16);
    Rig rig = new Rig(pair.left(), false);
    for (int i = 0; i <= YamuxLimits.MAX_LINGERING; i++) {
      pair.right().write(new Frames().add(Header.DATA, Header.SYN, 2L * i + 1, 0).toBytes());
      rig.nextOpened().close();
    }

    assertThat(rig.session.streamCount()).isEqualTo(YamuxLimits.MAX_LINGERING);
    pair.right().close();
    rig.awaitEnd();
  }

  @Test
  void aSessionThatHoldsTooMuchUnreadResetsTheStreamThatBringsMore() throws Exception {
    int full = YamuxLimits.MAX_UNREAD_PER_SESSION / YamuxLimits.INITIAL_WINDOW;
    Frames frames = new Frames();
    for (int i = 0; i <= full; i++) {
      frames.data(Header.SYN, 2L * i + 1, new byte[YamuxLimits.INITIAL_WINDOW]);
    }
    MemoryDuplex.Pair pair = MemoryDuplex.pair(1 << 16);
    Rig rig = new Rig(pair.left(), false);
    pair.right().write(frames.toBytes());

    assertThat(Header.decode(pair.right().readFully(12)))
        .isEqualTo(new Header(Header.WINDOW_UPDATE, Header.RST, 2L * full + 1, 0));
    assertThat(rig.budget.taken())
        .isEqualTo(YamuxLimits.MAX_UNREAD_PER_SESSION - YamuxLimits.OWN_ROOM);
    pair.right().close();
    rig.awaitEnd();
    assertThat(rig.budget.taken()).isZero();
  }

  @Test
  void theDataOfStreamsGoesOutByTurns() throws Exception {
    MemoryDuplex.Pair pair = MemoryDuplex.pair(12);
    Rig rig = new Rig(pair.left(), true);
    YamuxStream large = rig.session.open(Duration.ZERO);
    YamuxStream small = rig.session.open(Duration.ZERO);
    large.write(new byte[YamuxLimits.MAX_UNSENT]);
    small.write(ABC);

    int before = 0;
    Header header = Header.decode(pair.right().readFully(12));
    while (header.stream() == large.id()) {
      before++;
      pair.right().readFully((int) header.length());
      header = Header.decode(pair.right().readFully(12));
    }

    assertThat(header.stream()).isEqualTo(small.id());
    assertThat(before).isLessThanOrEqualTo(2);
    pair.right().close();
    rig.awaitEnd();
  }

  @Test
  void anEndThatThePeerDoesNotTakeIsForced() throws Exception {
    MemoryDuplex.Pair pair = MemoryDuplex.pair(12);
    Rig rig = new Rig(pair.left(), true);
    YamuxStream stream = rig.session.open(Duration.ZERO);
    stream.write(new byte[1000]);
    pair.right().readFully(12);

    rig.session.close("done");
    rig.timers.advance(YamuxLimits.CLOSING_TIME);

    assertThat(rig.awaitEnd()).isEqualTo("done");
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> stream.write(ABC));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> rig.session.open(Duration.ZERO))
        .withMessage("done");
  }

  @Property(tries = 300)
  void anyBytesEndTheSessionWithoutHoldingAnything(@ForAll @Size(max = 100) byte[] bytes)
      throws Exception {
    Rig rig = new Rig(new Scripted(bytes, 7), false);

    rig.awaitEnd();

    assertThat(rig.budget.taken()).isZero();
  }

  @Test
  void creditIsGrantedOnceHalfAWindowIsReadAndGrowsForWhoKeepsUp() throws Exception {
    MemoryDuplex.Pair pair = MemoryDuplex.pair(1 << 20);
    Rig rig = new Rig(pair.left(), false);
    int half = YamuxLimits.INITIAL_WINDOW / 2;
    pair.right().write(new Frames().data(Header.SYN, 1, new byte[half + 1]).toBytes());
    YamuxStream stream = rig.nextOpened();

    stream.readFully(half - 1);
    assertThat(pair.right().available()).isZero();
    stream.readFully(2);
    List<Header> headers = Frames.headers(pair.right().readFully(12));

    assertThat(headers)
        .containsExactly(
            new Header(
                Header.WINDOW_UPDATE, Header.ACK, 1, half + 1L + YamuxLimits.INITIAL_WINDOW));
    pair.right().close();
    rig.awaitEnd();
  }
}

package org.exojvm.transport.libp2p.yamux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.exojvm.transport.libp2p.duplex.MemoryDuplex;
import org.exojvm.transport.libp2p.timer.ManualTimers;
import org.exojvm.transport.libp2p.yamux.Frames.Rig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Goal: a peer that takes what it can get takes it from nobody else, and not for ever. */
@Timeout(30)
class YamuxRoomTest {

  private static final byte[] ABC = {'a', 'b', 'c'};

  private final MemoryDuplex.Pair pair = MemoryDuplex.pair(1 << 20);

  @Test
  void smallMessagesGetThroughWhileOthersHaveFilledTheRoomForAll() throws Exception {
    Rig rig = new Rig(pair.left(), false);
    while (rig.budget.take(1 << 20)) {
      // As others do that read nothing.
    }
    int own = YamuxLimits.OWN_ROOM;
    pair.right().write(new Frames().data(Header.SYN, 1, ABC).toBytes());
    assertThat(rig.nextOpened().readFully(ABC.length)).isEqualTo(ABC);

    pair.right().write(new Frames().data(Header.SYN, 3, new byte[own]).toBytes());
    YamuxStream full = rig.nextOpened();
    pair.right().write(new Frames().data(Header.SYN, 5, ABC).toBytes());
    assertThat(Header.decode(pair.right().readFully(Header.BYTES)))
        .isEqualTo(new Header(Header.WINDOW_UPDATE, Header.RST, 5, 0));
    assertThat(full.readFully(own)).hasSize(own);

    pair.right().write(new Frames().data(Header.SYN, 7, ABC).toBytes());
    rig.nextOpened();
    assertThat(rig.nextOpened().readFully(ABC.length)).isEqualTo(ABC);
    pair.right().close();
    rig.awaitEnd();
    assertThat(rig.budget.taken()).isEqualTo(64L << 20);
  }

  @Test
  void aClosedStreamWhoseDataThePeerDoesNotTakeIsResetInTheEnd() throws Exception {
    Rig rig = new Rig(pair.left(), false);
    pair.right().write(new Frames().data(Header.SYN | Header.FIN, 1, ABC).toBytes());
    YamuxStream stream = rig.nextOpened();
    stream.write(new byte[YamuxLimits.INITIAL_WINDOW + 1]);
    stream.close();
    assertThat(rig.session.streamCount()).isEqualTo(1);

    rig.timers.advance(YamuxLimits.DRAINING_TIME);
    assertThat(rig.session.streamCount()).isEqualTo(1);
    rig.timers.advance(YamuxLimits.DRAINING_TIME);

    assertThat(rig.session.streamCount()).isZero();
    pair.right().close();
    rig.awaitEnd();
  }

  @Test
  void aClosedStreamWhoseDataIsTakenLateIsNot() throws Exception {
    Rig rig = new Rig(pair.left(), false);
    pair.right().write(new Frames().data(Header.SYN | Header.FIN, 1, ABC).toBytes());
    YamuxStream stream = rig.nextOpened();
    stream.write(new byte[YamuxLimits.INITIAL_WINDOW + 1]);
    stream.close();
    rig.timers.advance(YamuxLimits.DRAINING_TIME);
    pair.right().write(new Frames().add(Header.WINDOW_UPDATE, 0, 1, 1).toBytes());

    int read = 0;
    Header header = Header.decode(pair.right().readFully(Header.BYTES));
    while (!header.has(Header.FIN)) {
      read += pair.right().readFully((int) header.length()).length;
      header = Header.decode(pair.right().readFully(Header.BYTES));
    }
    rig.timers.advance(YamuxLimits.DRAINING_TIME.multipliedBy(3));

    assertThat(read).isEqualTo(YamuxLimits.INITIAL_WINDOW + 1);
    assertThat(header.has(Header.RST)).isFalse();
    assertThat(pair.right().available()).isZero();
    pair.right().close();
    rig.awaitEnd();
  }

  @Test
  void aFaultOfThisSideEndsTheSessionInsteadOfLeavingItDeaf() throws Exception {
    CompletableFuture<String> ended = new CompletableFuture<>();
    YamuxListener faulty =
        new YamuxListener() {
          @Override
          public void opened(YamuxStream stream) {
            throw new IllegalStateException("on purpose");
          }

          @Override
          public void ended(String reason, boolean violation) {
            ended.complete(reason + violation);
          }
        };
    YamuxSession session =
        new YamuxSession(
            pair.left(), false, new ReceiveBudget(1), new ManualTimers(), faulty, "test");
    session.start();
    pair.right().write(new Frames().data(Header.SYN, 1, ABC).toBytes());

    assertThat(ended.get(10, TimeUnit.SECONDS)).contains("on purpose").endsWith("false");
    assertThat(Header.decode(pair.right().readFully(Header.BYTES)).type())
        .isEqualTo(Header.GO_AWAY);
    session.awaitEnd();
  }
}

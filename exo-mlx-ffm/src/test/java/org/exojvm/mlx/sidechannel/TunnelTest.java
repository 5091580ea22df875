package org.exojvm.mlx.sidechannel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.exojvm.mlx.deadline.ManualTimers;
import org.exojvm.mlx.group.JacclTopology;
import org.exojvm.mlx.sidechannel.SideChannelEnd.Closed;
import org.exojvm.mlx.sidechannel.SideChannelEnd.Gone;
import org.exojvm.mlx.sidechannel.SideChannelEnd.Lied;
import org.exojvm.mlx.sidechannel.SideChannelEnd.TimedOut;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Goal: a peer that dies, stalls or lies ends the tunnel with a reason, and so its children. */
class TunnelTest {

  private static final SideChannelLimits LIMITS = SideChannelLimits.defaults();

  private final ManualTimers timers = new ManualTimers();
  private final Crew crew = new Crew();
  private CoordinatorTunnel first;
  private RankTunnel second;

  @BeforeEach
  void aPairOfTunnels() throws IOException {
    first = crew.owns(CoordinatorTunnel.prepare(3, LIMITS, timers));
    second =
        listen(
            _ -> {
              SocketPair pair = SocketPair.open();
              first.carry(1, pair.far());
              return pair.near();
            });
  }

  @AfterEach
  void close() {
    crew.close();
  }

  @Test
  void aChildThatNeverDialsIsGivenUp() throws Exception {
    second.connect();
    pass(SideChannelWait.CHILD_DIALS);
    assertThat(Crew.result(second.end()))
        .isEqualTo(new TimedOut(SideChannelWait.CHILD_DIALS, 1, Duration.ofSeconds(60)));
    assertThat(Crew.result(second.end()).text())
        .isEqualTo("Rank 1: CHILD_DIALS took more than 60000 ms; see what the runner said last.");
  }

  @Test
  void aChildThatDialsAndSaysNothingIsGivenUp() throws Exception {
    second.connect();
    crew.owns(silentSocket(second.coordinator()));
    pass(SideChannelWait.CHILD_ANNOUNCES);
    assertThat(Crew.result(second.end()))
        .isEqualTo(
            new TimedOut(
                SideChannelWait.CHILD_ANNOUNCES, 1, LIMITS.of(SideChannelWait.CHILD_ANNOUNCES)));
  }

  @Test
  void aChildOfAnotherRankIsRefused() throws Exception {
    second.connect();
    JacclModel child = crew.owns(JacclModel.dial(second.coordinator(), 2, 3));
    assertThat(Crew.result(second.end())).isEqualTo(new Lied(1, "it announced itself as rank 2"));
    assertThat(ended(child)).isTrue();
  }

  @Test
  void aStreamThatSpeaksForAnotherRankIsRefused() throws Exception {
    SocketPair pair = SocketPair.open();
    crew.owns(pair.near());
    first.carry(2, pair.far());
    Announcement.send(pair.near(), 1);
    assertThat(Crew.result(first.end())).isEqualTo(new Lied(2, "it announced itself as rank 1"));
  }

  @Test
  void aSecondStreamOfARankAndOneOfNoRankAreRefused() throws Exception {
    first.carry(2, crew.owns(SocketPair.open().far()));
    first.carry(2, crew.owns(SocketPair.open().far()));
    assertThat(Crew.result(first.end()))
        .isEqualTo(new Lied(2, "a second stream, or one of a rank outside of 1 to 2"));
    CoordinatorTunnel other = crew.owns(CoordinatorTunnel.prepare(3, LIMITS, timers));
    other.carry(3, SocketPair.open().far());
    assertThat(Crew.result(other.end())).isInstanceOf(Lied.class);
  }

  @Test
  void aStreamThatSaysNothingIsGivenUp() throws Exception {
    first.carry(1, crew.owns(SocketPair.open().far()));
    pass(SideChannelWait.CHILD_ANNOUNCES);
    assertThat(Crew.result(first.end())).isInstanceOf(TimedOut.class);
  }

  @Test
  void aNodeOfRankZeroThatCannotBeReachedEndsTheTunnel() throws Exception {
    RankTunnel tunnel =
        listen(
            _ -> {
              throw new IOException("no route");
            });
    tunnel.connect();
    crew.owns(JacclModel.dial(tunnel.coordinator(), 1, 3));
    assertThat(Crew.result(tunnel.end())).isEqualTo(new Gone(0, "no stream to it: no route"));
  }

  @Test
  void streamsThatFailInAnUnheardOfWayEndTheTunnel() throws Exception {
    RankTunnel tunnel =
        listen(
            _ -> {
              throw new IllegalStateException("not yet connected");
            });
    tunnel.connect();
    crew.owns(JacclModel.dial(tunnel.coordinator(), 1, 3));
    assertThat(Crew.result(tunnel.end()).text())
        .isEqualTo("The side channel failed: java.lang.IllegalStateException: not yet connected.");
  }

  @Test
  void aStreamThatNeverOpensIsGivenUpAndClosedWhenItComes() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    SocketPair late = SocketPair.open();
    crew.owns(late.far());
    RankTunnel tunnel =
        listen(
            _ -> {
              asked.countDown();
              awaitUninterrupted(release);
              return late.near();
            });
    tunnel.connect();
    crew.owns(JacclModel.dial(tunnel.coordinator(), 1, 3));
    asked.await();
    pass(SideChannelWait.STREAM_OPENS);
    assertThat(Crew.result(tunnel.end())).isInstanceOf(TimedOut.class);
    release.countDown();
    assertThat(late.far().read(new byte[1], 0, 1)).isEqualTo(-1);
  }

  @Test
  void rankZeroIsDialledAgainUntilItListens() throws Exception {
    second.connect();
    crew.owns(JacclModel.dial(second.coordinator(), 1, 3));
    timers.awaitArmed(LIMITS.dialPause());
    timers.advance(LIMITS.dialPause());
    timers.awaitArmed(LIMITS.dialPause());
    JacclModel child = crew.owns(JacclModel.listen(first.coordinator(), 2));
    timers.advance(LIMITS.dialPause());
    Future<?> accepted =
        crew.run(
            () -> {
              child.accept();
              return null;
            });
    Crew.result(accepted);
    assertThat(first.end()).isNotDone();
  }

  @Test
  void rankZeroThatNeverListensIsGivenUp() throws Exception {
    second.connect();
    JacclModel child = crew.owns(JacclModel.dial(second.coordinator(), 1, 3));
    timers.awaitArmed(LIMITS.dialPause());
    pass(SideChannelWait.CHILD_LISTENS);
    assertThat(Crew.result(first.end()))
        .isEqualTo(
            new TimedOut(
                SideChannelWait.CHILD_LISTENS, 0, LIMITS.of(SideChannelWait.CHILD_LISTENS)));
    assertThat(Crew.result(second.end())).isInstanceOf(Gone.class);
    assertThat(ended(child)).isTrue();
  }

  @Test
  void aChildThatDiesTakesBothEndsWithIt() throws Exception {
    JacclModel zero = crew.owns(JacclModel.listen(first.coordinator(), 2));
    first.connect();
    second.connect();
    JacclModel one = crew.owns(JacclModel.dial(second.coordinator(), 1, 2));
    zero.accept();
    one.close();
    assertThat(Crew.result(second.end()))
        .isEqualTo(new Gone(1, "its connection ended after 0 bytes"));
    assertThat(Crew.result(first.end())).isInstanceOf(Gone.class);
    assertThat(ended(zero)).isTrue();
  }

  @Test
  void aChildThatStallsInARoundIsGivenUp() throws Exception {
    JacclModel zero = crew.owns(JacclModel.listen(first.coordinator(), 2));
    first.connect();
    second.connect();
    JacclModel one = crew.owns(JacclModel.dial(second.coordinator(), 1, 2));
    zero.accept();
    Future<?> waits =
        crew.run(
            () -> {
              one.form(JacclTopology.MESH, 1);
              return null;
            });
    // Only the waits of both ends for the group are left.
    timers.await(armed -> armed.size() == 2);
    pass(SideChannelWait.GROUP_FORMS);
    TimedOut atZero =
        new TimedOut(SideChannelWait.GROUP_FORMS, 0, LIMITS.of(SideChannelWait.GROUP_FORMS));
    assertThat(Crew.result(first.end())).isEqualTo(atZero);
    // Whichever it sees first: its own limit, or that the other end has gone.
    assertThat(Crew.result(second.end())).isInstanceOfAny(TimedOut.class, Gone.class);
    assertThat(waits).failsWithin(Duration.ofSeconds(Crew.GIVE_UP_SECONDS));
  }

  @Test
  void aChildThatFloodsIsCutOff() throws Exception {
    JacclModel zero = crew.owns(JacclModel.listen(first.coordinator(), 2));
    first.connect();
    second.connect();
    JacclModel one = crew.owns(JacclModel.dial(second.coordinator(), 1, 2));
    zero.accept();
    Future<?> drained = crew.run(() -> zero.wire().readFully(1 << 20));
    Future<?> _ =
        crew.run(
            () -> {
              one.wire().write(new byte[1 << 20]);
              return null;
            });
    assertThat(Crew.result(second.end())).isEqualTo(new Lied(1, "it sent more than 65536 bytes"));
    assertThat(drained).failsWithin(Duration.ofSeconds(Crew.GIVE_UP_SECONDS));
  }

  @Test
  void onceFormedNothingIsWaitedForAndAnEndIsOrdinary() throws Exception {
    JacclModel zero = crew.owns(JacclModel.listen(first.coordinator(), 2));
    first.connect();
    second.connect();
    JacclModel one = crew.owns(JacclModel.dial(second.coordinator(), 1, 2));
    zero.accept();
    timers.await(armed -> armed.size() == 2);
    first.formed();
    second.formed();
    timers.await(List::isEmpty);
    one.close();
    assertThat(Crew.result(first.end())).isEqualTo(new Closed());
    assertThat(Crew.result(second.end())).isEqualTo(new Closed());
    assertThat(ended(zero)).isTrue();
  }

  @Test
  void closeEndsEverythingAtAnyTime() throws Exception {
    second.connect();
    timers.awaitArmed(LIMITS.of(SideChannelWait.CHILD_DIALS));
    second.close();
    second.close();
    assertThat(Crew.result(second.end())).isEqualTo(new Closed());
    timers.await(List::isEmpty);
  }

  private RankTunnel listen(TunnelStreams streams) throws IOException {
    return crew.owns(RankTunnel.listen(1, streams, LIMITS, timers));
  }

  private void pass(SideChannelWait wait) throws InterruptedException {
    timers.awaitArmed(LIMITS.of(wait));
    timers.advance(LIMITS.of(wait));
  }

  private static AutoCloseable silentSocket(String coordinator) throws IOException {
    Socket socket = new Socket();
    socket.connect(
        Loopback.at(Integer.parseInt(coordinator.substring(coordinator.indexOf(':') + 1))));
    return socket;
  }

  /** Whether a child sees its connection end. */
  private static boolean ended(JacclModel child) {
    try {
      return child.wire().read(new byte[1], 0, 1) < 0;
    } catch (IOException _) {
      return true; // Broken is as good.
    }
  }

  private static void awaitUninterrupted(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}

package org.exojvm.mlx.sidechannel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.exojvm.mlx.deadline.SystemTimers;
import org.exojvm.mlx.group.JacclTopology;

/**
 * Goal: every group of an unmodified JACCL forms through the tunnel and through the relay, and all
 * ranks gather what they would have gathered from each other. Method: the model of its protocol on
 * real sockets.
 */
class SideChannelProperties {

  private static final int TRIES = 8;
  private static final SideChannelLimits LIMITS = SideChannelLimits.defaults();

  @Property(tries = TRIES)
  void everyGroupFormsThroughTheTunnel(
      @ForAll @IntRange(min = 2, max = 8) int size,
      @ForAll JacclTopology topology,
      @ForAll @IntRange(min = 1, max = 4) int wires)
      throws Exception {
    try (SystemTimers timers = new SystemTimers();
        Crew crew = new Crew()) {
      CoordinatorTunnel first = crew.owns(CoordinatorTunnel.prepare(size, LIMITS, timers));
      List<RankTunnel> tunnels = new ArrayList<>();
      for (int rank = 1; rank < size; rank++) {
        tunnels.add(crew.owns(RankTunnel.listen(rank, to(first, rank), LIMITS, timers)));
      }
      List<JacclModel> children = new ArrayList<>();
      JacclModel zero = crew.owns(JacclModel.listen(first.coordinator(), size));
      Future<List<byte[]>> formed = crew.run(() -> zero.form(topology, wires));
      first.connect();
      for (RankTunnel tunnel : tunnels) {
        tunnel.connect();
        children.add(crew.owns(JacclModel.dial(tunnel.coordinator(), children.size() + 1, size)));
      }
      formsAsExpected(crew, formed, children, topology, wires);
      first.formed();
      tunnels.forEach(RankTunnel::formed);
      children.forEach(JacclModel::close);
      zero.close();
      for (RankTunnel tunnel : tunnels) {
        assertThat(Crew.result(tunnel.end())).isEqualTo(new SideChannelEnd.Closed());
      }
      assertThat(Crew.result(first.end())).isEqualTo(new SideChannelEnd.Closed());
    }
  }

  @Property(tries = TRIES)
  void everyGroupFormsThroughTheRelay(
      @ForAll @IntRange(min = 2, max = 8) int size,
      @ForAll JacclTopology topology,
      @ForAll @IntRange(min = 1, max = 4) int wires)
      throws Exception {
    MemoryRounds rounds = new MemoryRounds(size);
    try (SystemTimers timers = new SystemTimers();
        Crew crew = new Crew()) {
      CoordinatorRelay first =
          crew.owns(CoordinatorRelay.prepare(size, topology, rounds.of(0), LIMITS, timers));
      List<JacclModel> children = new ArrayList<>();
      JacclModel zero = crew.owns(JacclModel.listen(first.coordinator(), size));
      Future<List<byte[]>> formed = crew.run(() -> zero.form(topology, wires));
      first.connect();
      List<RankRelay> relays = new ArrayList<>();
      for (int rank = 1; rank < size; rank++) {
        RankRelay relay =
            crew.owns(RankRelay.listen(rank, size, topology, rounds.of(rank), LIMITS, timers));
        relay.connect();
        relays.add(relay);
        children.add(crew.owns(JacclModel.dial(relay.coordinator(), rank, size)));
      }
      formsAsExpected(crew, formed, children, topology, wires);
      children.forEach(JacclModel::close);
      zero.close();
      for (RankRelay relay : relays) {
        assertThat(Crew.result(relay.end())).isEqualTo(new SideChannelEnd.Closed());
      }
      assertThat(Crew.result(first.end())).isEqualTo(new SideChannelEnd.Closed());
    }
  }

  private static TunnelStreams to(CoordinatorTunnel first, int rank) {
    return _ -> {
      SocketPair pair = SocketPair.open();
      first.carry(rank, pair.far());
      return pair.near();
    };
  }

  private static void formsAsExpected(
      Crew crew,
      Future<List<byte[]>> zero,
      List<JacclModel> children,
      JacclTopology topology,
      int wires)
      throws Exception {
    List<Future<List<byte[]>>> forming = new ArrayList<>(List.of(zero));
    for (JacclModel child : children) {
      forming.add(crew.run(() -> child.form(topology, wires)));
    }
    List<byte[]> expected = JacclModel.expected(topology, children.size() + 1, wires);
    for (Future<List<byte[]>> child : forming) {
      assertThat(Crew.result(child)).usingRecursiveComparison().isEqualTo(expected);
    }
  }
}

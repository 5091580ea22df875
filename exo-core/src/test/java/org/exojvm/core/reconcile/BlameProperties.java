package org.exojvm.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.exojvm.core.reconcile.Fixtures.intent;
import static org.exojvm.core.reconcile.Fixtures.node;
import static org.exojvm.core.reconcile.Fixtures.ring;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.exojvm.api.engine.RunnerStatus.RunnerFailed;
import org.exojvm.api.engine.RunnerStatus.RunnerShutdown;
import org.exojvm.api.id.NodeId;

/**
 * Goal: of the ranks that fell at most one is to blame, whoever reports first and whatever else.
 */
class BlameProperties {

  private static final List<String> NODES = List.of("a", "b", "c", "d");
  private static final List<String> OWN =
      List.of(
          "Terminated (signal=9 (Killed))",
          "Terminated (exitcode=1)",
          "CUDA: Out of memory",
          "Download failed: 404",
          "Failed to load model.safetensors",
          "[jaccl] Could not open device rdma_en3",
          "[jaccl] Couldn't create queue pair");
  private static final List<String> PEER =
      List.of(
          "lost rank 1 on node b: Terminated (signal=9 (Killed))",
          "rank 2 on node c has left",
          "[ring] connection to a peer was lost",
          "[jaccl] Send failed with errno=32",
          "[jaccl] Recv failed with error code 12",
          "[jaccl] Couldn't connect (error: 111)",
          "Node a was started anew.");
  private static final List<String> UNKNOWN = List.of("boom", "");

  private record Report(String node, String message) {}

  @Provide
  Arbitrary<List<Report>> reports() {
    Arbitrary<String> messages =
        Arbitraries.oneOf(Arbitraries.of(OWN), Arbitraries.of(PEER), Arbitraries.of(UNKNOWN));
    return Arbitraries.shuffle(NODES)
        .flatMap(
            order ->
                messages
                    .list()
                    .ofSize(NODES.size())
                    .map(
                        texts ->
                            IntStream.range(0, order.size())
                                .mapToObj(i -> new Report(order.get(i), texts.get(i)))
                                .toList()));
  }

  @Property(tries = 500)
  void theFirstWithACauseOfItsOwnIsToBlameElseTheFirstWithAnUnknownOne(
      @ForAll("reports") List<Report> reports) {
    Optional<String> expected =
        first(reports, OWN).or(() -> first(reports, UNKNOWN)).map(Report::node);
    assertThat(blamed(reports).map(NodeId::value)).isEqualTo(expected);
  }

  @Property(tries = 100)
  void ranksThatWereShutDownAreNotAsked(@ForAll("reports") List<Report> reports) {
    TestCluster cluster = cluster();
    cluster.report("i", reports.get(0).node(), new RunnerFailed("Terminated (exitcode=1)"));
    reports.subList(1, 4).forEach(r -> cluster.report("i", r.node(), new RunnerShutdown()));
    assertThat(Blame.of(Objects.requireNonNull(cluster.instance("i")), cluster.state()))
        .map(Blame::node)
        .contains(node(reports.get(0).node()));
  }

  private static Optional<Report> first(List<Report> reports, List<String> messages) {
    return reports.stream().filter(report -> messages.contains(report.message())).findFirst();
  }

  private static Optional<NodeId> blamed(List<Report> reports) {
    TestCluster cluster = cluster();
    reports.forEach(
        report -> cluster.report("i", report.node(), new RunnerFailed(report.message())));
    return Blame.of(Objects.requireNonNull(cluster.instance("i")), cluster.state())
        .map(Blame::node);
  }

  private static TestCluster cluster() {
    return TestCluster.connected("a", "b", "c", "d")
        .declare(intent("m"))
        .place(ring("i", "m", "a", "b", "c", "d"));
  }
}

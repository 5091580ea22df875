package org.exojvm.core.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.exojvm.core.reconcile.Fixtures.card;
import static org.exojvm.core.reconcile.Fixtures.intent;
import static org.exojvm.core.reconcile.Fixtures.node;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.model.Memory;
import org.exojvm.api.placement.CacheDemand;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.placement.PlacementResult;
import org.exojvm.api.placement.PlacementResult.Placed;
import org.exojvm.api.placement.PlacementResult.Unplaceable;
import org.exojvm.api.placement.PlacementStrategy;
import org.exojvm.api.placement.RefusalCode;
import org.exojvm.core.id.IdSequence;
import org.exojvm.core.reconcile.PlacementStrategies;
import org.exojvm.core.reconcile.Reconciliation;
import org.exojvm.core.reconcile.TestCluster;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Goal: the searches of one round draw from one ledger, and a strategy that does not keep its
 * contract costs its own search only. Two nodes of 64 GiB; {@link FirstNodes} takes the first that
 * has room.
 */
class PlacementRoundTest {

  private final TestCluster cluster = TestCluster.connected("a", "b");
  private final IdSequence ids = new IdSequence("round");

  @Test
  void eachSearchFindsWhatTheOnesBeforeHaveLeft() {
    assertThat(nodesOf(run(search(40), search(20), search(40), search(30), search(25))))
        .containsExactly("[a]", "[a]", "[b]", "refused", "refused");
  }

  @Test
  void whatIsPromisedForTheCacheIsTakenToo() {
    PlacementSearch search = search(30);
    CacheDemand fourGib = new CacheDemand(1 << 20, 1, 4_096L, Memory.ZERO, 1);
    PlacementSearch withCache =
        new PlacementSearch(
            search.metaInstanceId(), 0, FirstNodes.NAME, search.request().withCache(fourGib));
    assertThat(nodesOf(run(withCache, search(31), search(30))))
        .containsExactly("[a]", "[b]", "[a]");
  }

  @Test
  void aStrategyThatThrowsRecursesOrAnswersNonsenseRefusesItsOwnSearchOnly() {
    PlacementStrategies strategies =
        PlacementStrategies.of(
            ImmutableList.of(
                new FirstNodes(),
                fake("throws", PlacementRoundTest::throwing),
                fake("asserts", PlacementRoundTest::asserting),
                fake("recurses", PlacementRoundTest::recursing),
                fake("silent", request -> null),
                fake("hollow", request -> hollow()),
                fake("foreign", PlacementRoundTest::onForeignNodes),
                fake("greedy", PlacementRoundTest::beyondTheMemory)));
    ImmutableList<PlacementSearch> searches =
        ImmutableList.of(
            by("throws"),
            by("asserts"),
            by("recurses"),
            by("silent"),
            by("hollow"),
            by("foreign"),
            by("greedy", 1_000),
            by("nobody"),
            by(FirstNodes.NAME));
    ImmutableList<PlacementResult> results = PlacementRound.run(strategies, searches);
    assertFailed(results.get(0), "\"throws\"", "index 7 out of 3");
    assertFailed(results.get(1), "\"asserts\"", "never");
    assertFailed(results.get(2), "\"recurses\"", "StackOverflowError");
    assertFailed(results.get(3), "\"silent\"", "null");
    assertFailed(results.get(4), "\"hollow\"", "null");
    assertFailed(results.get(5), "\"foreign\"", "invalid placement", "z");
    assertFailed(results.get(6), "\"greedy\"", "invalid placement", "bytes");
    assertFailed(results.get(7), "\"nobody\"", "Unknown");
    assertThat(nodesOf(results.subList(8, 9))).containsExactly("[a]");
  }

  @Test
  void whatAStrategyThrowsIsToldUpToABound() {
    PlacementStrategies strategies =
        PlacementStrategies.of(
            ImmutableList.of(
                fake(
                    "verbose",
                    request -> {
                      throw new IllegalStateException("x".repeat(1_000_000));
                    })));
    Unplaceable refused =
        (Unplaceable) PlacementRound.run(strategies, ImmutableList.of(by("verbose"))).getFirst();
    assertThat(refused.refusal().referenceText()).hasSizeLessThan(1_000);
  }

  @Test
  void aRoundOfNothingFindsNothing() {
    assertThat(run()).isEmpty();
  }

  @Test
  void aRoundThatRunsOutOfTimeEndsWithWhatIsDone() {
    ImmutableList<PlacementSearch> searches = ImmutableList.of(search(10), search(10), search(10));
    PlacementStrategies strategies = PlacementStrategies.of(ImmutableList.of(new FirstNodes()));
    Iterator<Boolean> time = List.of(true, false).iterator();
    assertThat(PlacementRound.run(strategies, searches, time::next)).hasSize(2);
  }

  private ImmutableList<PlacementResult> run(PlacementSearch... searches) {
    return PlacementRound.run(
        PlacementStrategies.of(ImmutableList.of(new FirstNodes())), ImmutableList.copyOf(searches));
  }

  private PlacementSearch by(String strategy) {
    return by(strategy, 60);
  }

  private PlacementSearch by(String strategy, long gib) {
    PlacementSearch search = search(gib);
    return new PlacementSearch(search.metaInstanceId(), 0, strategy, search.request());
  }

  private PlacementSearch search(long gib) {
    return new PlacementSearch(
        intent("m").id(),
        0,
        FirstNodes.NAME,
        Reconciliation.placementRequestFor(
            intent("m"), card(gib), cluster.state(), ids.nextPlacementIds()));
  }

  private static void assertFailed(PlacementResult result, String... parts) {
    assertThat(result)
        .isInstanceOfSatisfying(
            Unplaceable.class,
            refused -> {
              assertThat(refused.refusal().code()).isEqualTo(RefusalCode.STRATEGY_FAILED);
              assertThat(refused.refusal().referenceText()).contains(parts);
            });
  }

  private static ImmutableList<String> nodesOf(ImmutableList<PlacementResult> results) {
    return results.stream()
        .map(result -> result instanceof Placed placed ? nodes(placed).toString() : "refused")
        .collect(ImmutableList.toImmutableList());
  }

  private static Set<NodeId> nodes(Placed placed) {
    return placed.instance().shardAssignments().nodeToRunner().keySet();
  }

  private static PlacementResult throwing(PlacementRequest request) {
    throw new IndexOutOfBoundsException("index 7 out of 3, for " + request.minNodes());
  }

  private static PlacementResult asserting(PlacementRequest request) {
    throw new AssertionError("this never happens with " + request.minNodes());
  }

  private static PlacementResult recursing(PlacementRequest request) {
    return request.minNodes() < 0
        ? new FirstNodes().place(request)
        : recursing(request.withMinNodes(request.minNodes() | 1));
  }

  @SuppressWarnings("NullAway") // what hosts without our checks may do
  private static PlacementResult hollow() {
    return new Unplaceable(null, ImmutableList.of());
  }

  private static PlacementResult onForeignNodes(PlacementRequest request) {
    return new FirstNodes()
        .place(
            request
                .withTopology(TestCluster.connected("z").state().topology())
                .withFreeMemory(ImmutableMap.of(node("z"), Memory.ofGib(64))));
  }

  private static PlacementResult beyondTheMemory(PlacementRequest request) {
    return new FirstNodes()
        .place(request.withFreeMemory(ImmutableMap.of(node("a"), Memory.ofGib(1_000))));
  }

  private static PlacementStrategy fake(
      String name, Function<PlacementRequest, @Nullable PlacementResult> answer) {
    return new PlacementStrategy() {
      @Override
      public String name() {
        return name;
      }

      @Override
      @SuppressWarnings("NullAway") // what hosts without our checks may do
      public PlacementResult place(PlacementRequest request) {
        return answer.apply(request);
      }
    };
  }
}

package org.exojvm.examples.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.exojvm.examples.conformance.Outcome.Deviated;
import org.exojvm.examples.conformance.Outcome.Failed;
import org.exojvm.examples.conformance.Outcome.Passed;
import org.junit.jupiter.api.Test;

/**
 * Goal: the check notices what it is there to notice. Method: lines of the public vectors, altered
 * so that the right answer becomes a wrong one.
 */
class PlacementCheckTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final PlacementCheck CHECK = new PlacementCheck();

  private static ObjectNode line(Predicate<PlacementVector> wanted) throws Exception {
    VectorFile file =
        VectorFile.at(PublicVectorsTest.directory().resolve("placement.jsonl.gz")).orElseThrow();
    for (String text : file.lines()) {
      ObjectNode line = (ObjectNode) MAPPER.readTree(text);
      if (wanted.test(new PlacementVector(line))) {
        return line;
      }
    }
    throw new AssertionError("There is no such line.");
  }

  private static Outcome altered(ObjectNode line, Consumer<ObjectNode> change) {
    change.accept(line);
    return CHECK.check(line);
  }

  private static ObjectNode plainPlacement() throws Exception {
    return line(v -> v.expectsPlacement() && v.stricterRules().isEmpty() && size(v) > 2);
  }

  private static int size(PlacementVector vector) {
    return vector.chosenCycle().size();
  }

  @Test
  void anUnalteredPlacementPasses() throws Exception {
    assertThat(CHECK.check(plainPlacement())).isInstanceOf(Passed.class);
  }

  @Test
  void anotherExpectedInstanceFails() throws Exception {
    Outcome outcome =
        altered(
            plainPlacement(),
            line ->
                ((ObjectNode) line.path("instance").iterator().next()).put("instance_id", "other"));
    assertThat(outcome).isInstanceOf(Failed.class);
  }

  @Test
  void otherExpectedLayersFail() throws Exception {
    Outcome outcome =
        altered(
            plainPlacement(),
            line ->
                ((ObjectNode) line.path("acceptableCycles").path(0).path("layersByNode"))
                    .put("a", 10_000));
    assertThat(outcome).isInstanceOf(Failed.class);
  }

  @Test
  void aCycleThatIsNotListedFails() throws Exception {
    Outcome outcome = altered(plainPlacement(), line -> line.putArray("acceptableCycles"));
    assertThat(outcome).isInstanceOf(Failed.class);
  }

  @Test
  void anotherSentenceFails() throws Exception {
    Outcome outcome =
        altered(
            line(v -> !v.expectsPlacement() && v.stricterRules().isEmpty()),
            line -> line.put("error", "another sentence"));
    assertThat(outcome).isInstanceOf(Failed.class);
  }

  @Test
  void aPlacementWhereTheReferenceRefusesDeviatesUnderItsRuleOnly() throws Exception {
    ObjectNode line =
        line(
            v ->
                v.stricterRules().equals(List.of("next-candidate"))
                    && CHECK.check(v.json()) instanceof Deviated);
    assertThat(CHECK.check(line)).isEqualTo(new Deviated("next-candidate"));
    assertThat(altered(line, l -> l.putArray("stricterRules"))).isInstanceOf(Failed.class);
  }

  @Test
  void aRefusalThatTryingEverythingConfirmsPassesWithTheSameSentence() throws Exception {
    ObjectNode line = line(v -> v.stricterRules().contains("rdma-any-size"));
    assertThat(CHECK.check(line)).isInstanceOf(Passed.class);
  }

  @Test
  void aMalformedTopologyFailsWithTheCodecsReason() throws Exception {
    Outcome outcome =
        altered(
            plainPlacement(), line -> ((ObjectNode) line.path("input")).put("topology", "nothing"));
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Failed.class, failed -> assertThat(failed.why()).contains("reject"));
  }
}

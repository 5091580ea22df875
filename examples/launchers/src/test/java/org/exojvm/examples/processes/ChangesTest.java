package org.exojvm.examples.processes;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Arrays;
import org.exojvm.examples.processes.View.Placed;
import org.junit.jupiter.api.Test;

/** Goal: what is told is the difference between two views, and nothing else. */
class ChangesTest {

  private static final ImmutableMap<String, String> BOTH = ImmutableMap.of("a", "one", "b", "two");

  private static View view(
      ImmutableMap<String, String> nodes, String master, boolean isDeclared, Placed... placed) {
    return new View(
        nodes, ImmutableSet.of(), master, isDeclared, Arrays.stream(placed).findFirst());
  }

  private static Placed on(String instance, long serving, String... nodes) {
    ImmutableMap.Builder<String, String> layers = ImmutableMap.builder();
    for (String node : nodes) {
      layers.put(node, "0-9 of 9");
    }
    return new Placed(instance, layers.buildOrThrow(), serving);
  }

  @Test
  void nothingIsToldOfWhatStays() {
    View view = view(BOTH, "a", true, on("i", 2, "a", "b"));
    assertThat(Changes.between(view, view)).isEmpty();
  }

  @Test
  void aClusterThatComesUpIsTold() {
    assertThat(Changes.between(View.NOTHING, view(BOTH, "b", true, on("i", 2, "a", "b"))))
        .containsExactly(
            "two is master",
            "in the cluster: one, two",
            "the intent is declared",
            "placed on 2 nodes, by layers: one (0-9 of 9), two (0-9 of 9)",
            "Ready on 2 nodes");
  }

  @Test
  void aDeathAndItsHealingAreTold() {
    ImmutableMap<String, String> rest = ImmutableMap.of("b", "two");
    View before = view(BOTH, "a", true, on("i", 2, "a", "b"));
    View without = view(rest, "b", true);
    View starting = view(rest, "b", true, on("j", 0, "b"));
    assertThat(Changes.between(before, without))
        .containsExactly(
            "one is out of the cluster", "two is master", "its instance is taken away");
    assertThat(Changes.between(without, starting))
        .containsExactly("placed on 1 node, by layers: two (0-9 of 9)");
    assertThat(Changes.between(starting, view(rest, "b", true, on("j", 1, "b"))))
        .containsExactly("Ready on 1 node");
    assertThat(Changes.between(before, view(BOTH, "a", false)))
        .containsExactly("THE INTENT IS GONE", "its instance is taken away");
  }

  @Test
  void anInstanceThatNeedsANodeThatIsGoneServesNobody() {
    assertThat(view(BOTH, "a", true, on("i", 2, "a", "c")).isServed()).isFalse();
    assertThat(view(BOTH, "a", true, on("i", 1, "a", "b")).isServed()).isFalse();
    assertThat(view(BOTH, "a", true, on("i", 2, "a", "b")).isServed()).isTrue();
  }
}

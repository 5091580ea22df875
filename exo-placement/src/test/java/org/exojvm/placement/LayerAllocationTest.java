package org.exojvm.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.exojvm.placement.LayerAllocation.Allocated;
import org.exojvm.placement.LayerAllocation.NotAllocatable;
import org.exojvm.placement.LayerAllocation.Reason;
import org.junit.jupiter.api.Test;

/** Goal: layers are shared as the reference shares them; the vectors check the same at length. */
class LayerAllocationTest {

  private static List<Integer> layers(int total, double... fractions) {
    return ((Allocated) LayerAllocation.byLargestRemainder(total, fractions)).layers();
  }

  private static NotAllocatable refusal(int total, double... fractions) {
    return (NotAllocatable) LayerAllocation.byLargestRemainder(total, fractions);
  }

  @Test
  void equalSharesGiveTheRemainderToTheLowestRanks() {
    assertThat(layers(61, 0.25, 0.25, 0.25, 0.25)).containsExactly(16, 15, 15, 15);
  }

  @Test
  void theLargestFractionalPartIsServedFirst() {
    assertThat(layers(10, 0.28, 0.33, 0.39)).containsExactly(3, 3, 4);
  }

  @Test
  void anEmptyShareTakesOneFromTheFirstOfThoseThatHaveMost() {
    assertThat(layers(6, 0.5, 0.5, 0.0)).containsExactly(2, 3, 1);
  }

  @Test
  void moreNodesThanLayersAreRefused() {
    assertThat(refusal(2, 0.3, 0.3, 0.4))
        .isEqualTo(
            new NotAllocatable(
                Reason.TOO_FEW_LAYERS,
                "Cannot distribute 2 layers across 3 nodes (need at least 1 layer per node)"));
  }

  @Test
  void noNodesAreRefused() {
    assertThat(refusal(5).message()).isEqualTo("Cannot allocate layers to an empty node list");
  }

  @Test
  void fractionsThatFallShortOrAreNotFiniteAreRefused() {
    assertThat(refusal(40, 0.3, 0.08).reason()).isEqualTo(Reason.FRACTIONS_DO_NOT_ADD_UP);
    assertThat(refusal(4, Double.NaN, 1).reason()).isEqualTo(Reason.FRACTIONS_DO_NOT_ADD_UP);
  }

  @Test
  void fractionsAreCorrectlyRoundedBeyondTheWholeNumbersOfDoubles() {
    long half = Long.MAX_VALUE / 2;
    assertThat(LayerAllocation.memoryFractions(half, half)).containsExactly(0.5, 0.5);
  }

  @Property(tries = 500)
  void allLayersAreSharedWithAtLeastOneEach(
      @ForAll @IntRange(min = 1, max = 200) int total,
      @ForAll @Size(min = 1, max = 16) List<@LongRange(min = 0, max = 1L << 42) Long> free) {
    long[] bytes = free.stream().mapToLong(Long::longValue).toArray();
    Assume.that(LayerAllocation.totalBytes(bytes) > 0 && total >= bytes.length);
    List<Integer> layers = layers(total, LayerAllocation.memoryFractions(bytes));
    assertThat(layers).hasSize(bytes.length).allMatch(count -> count >= 1);
    assertThat(layers.stream().mapToInt(Integer::intValue).sum()).isEqualTo(total);
  }
}

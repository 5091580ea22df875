package org.exojvm.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Goal: memory is split over nodes as the reference splits it. */
class PreviewListTest {

  @Property(tries = 200)
  void sharesAddUpAndDifferByAByteTheFirstHavingMore(
      @ForAll @LongRange(min = 0, max = 1L << 40) long bytes,
      @ForAll @IntRange(min = 1, max = 32) int n) {
    long sum = 0;
    for (int i = 0; i < n; i++) {
      long share = PreviewList.evenShare(bytes, n, i);
      assertThat(share).isBetween(bytes / n, bytes / n + 1);
      assertThat(share).isLessThanOrEqualTo(PreviewList.evenShare(bytes, n, Math.max(0, i - 1)));
      sum += share;
    }
    assertThat(sum).isEqualTo(bytes);
  }
}

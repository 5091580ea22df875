package org.exojvm.examples.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Goal: a leak is told from caches that fill and from noise. */
class HeapTrendTest {

  private static final long MIB = 1 << 20;

  private static HeapTrend trend(long... mib) {
    return new HeapTrend(
        LongStream.of(mib).mapToObj(m -> m * MIB).collect(ImmutableList.toImmutableList()));
  }

  @Test
  void aHeapThatFillsAndStaysDoesNotGrow() {
    HeapTrend settled = trend(20, 60, 90, 100, 101, 99, 100, 102, 99, 100);
    assertThat(settled.grows()).isFalse();
    assertThat(settled.bytesPerSample()).isCloseTo(0, within(0.5 * MIB));
  }

  @Test
  void aHeapThatGoesOnGrowingGrows() {
    HeapTrend leak = trend(20, 40, 60, 80, 100, 120, 140, 160, 180, 200);
    assertThat(leak.grows()).isTrue();
    assertThat(leak.bytesPerSample()).isCloseTo(20.0 * MIB, within(1.0));
  }

  @Test
  void oneOutlierIsNoise() {
    assertThat(trend(50, 50, 50, 50, 50, 50, 50, 500, 50).grows()).isFalse();
  }

  @Test
  void twoSamplesAreNoTrend() {
    assertThatIllegalArgumentException().isThrownBy(() -> trend(1, 2)).withMessageContaining("2");
  }
}

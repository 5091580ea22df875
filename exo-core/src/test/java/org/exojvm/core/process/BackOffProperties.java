package org.exojvm.core.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.exojvm.api.id.MetaInstanceId;
import org.junit.jupiter.api.Test;

/** Goal: the laws of the wait between two places, for any setting. */
class BackOffProperties {

  @Property
  void theWaitIsTheBaseDoubledWithinTheCapAndALittleMore(
      @ForAll @StringLength(min = 1, max = 20) String intent,
      @ForAll @IntRange(max = 2_000_000_000) int round,
      @ForAll @IntRange(min = 1, max = 1_000) int base,
      @ForAll @IntRange(max = 100_000) int aboveBase,
      @ForAll @IntRange(max = 100) int jitterPercent) {
    BackOffConfig config = new BackOffConfig(base, base + aboveBase, jitterPercent);
    double plain = Math.min(base + aboveBase, base * Math.pow(2, round));
    long delay = config.delayTicks(MetaInstanceId.of(intent), round);
    assertThat(delay).isBetween((long) plain, (long) (plain * (100 + jitterPercent) / 100));
    assertThat(config.delayTicks(MetaInstanceId.of(intent), round)).isEqualTo(delay);
  }

  @Test
  void intentsThatFailTogetherDoNotComeBackTogether() {
    BackOffConfig config = BackOffConfig.defaults();
    assertThat(
            IntStream.range(0, 200)
                .mapToObj(number -> config.delayTicks(MetaInstanceId.of("intent-" + number), 10))
                .collect(Collectors.toSet()))
        .hasSizeGreaterThan(50)
        .allSatisfy(delay -> assertThat(delay).isBetween(300L, 360L));
  }
}

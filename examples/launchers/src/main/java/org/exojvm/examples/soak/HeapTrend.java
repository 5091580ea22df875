package org.exojvm.examples.soak;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * Whether a heap grows: samples after garbage collection at equal distances. The first third, in
 * which caches fill, does not count; the heap grows when the median of the last third is above 1.2
 * times the median of the second, plus 16 MiB.
 *
 * @param samples bytes in use, oldest first; at least 3
 */
record HeapTrend(ImmutableList<Long> samples) {

  private static final double MAX_RATIO = 1.2;
  private static final long SLACK_BYTES = 16L << 20;

  HeapTrend {
    if (samples.size() < 3) {
      throw new IllegalArgumentException(
          "There are %d samples. A trend needs 3 at least.".formatted(samples.size()));
    }
  }

  boolean grows() {
    int third = samples.size() / 3;
    long second = median(samples.subList(third, 2 * third));
    long last = median(samples.subList(2 * third, samples.size()));
    return last > MAX_RATIO * second + SLACK_BYTES;
  }

  /** Returns the slope of the straight line through all but the first third, bytes a sample. */
  double bytesPerSample() {
    List<Long> settled = samples.subList(samples.size() / 3, samples.size());
    double middle = (settled.size() - 1) / 2.0;
    double mean = settled.stream().mapToLong(Long::longValue).average().orElse(0);
    double covariance = 0;
    double variance = 0;
    for (int i = 0; i < settled.size(); i++) {
      covariance += (i - middle) * (settled.get(i) - mean);
      variance += (i - middle) * (i - middle);
    }
    return variance == 0 ? 0 : covariance / variance;
  }

  private static long median(List<Long> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}

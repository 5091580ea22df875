package org.exojvm.placement.explain;

import com.google.common.collect.ImmutableList;
import java.util.stream.LongStream;

/** Round amounts, and how they are written. */
final class Amounts {

  private static final int TOKENS_PER_K = 1024;

  /** An amount is round when it has at most this many leading bits: 16, 17..31 times 2^n. */
  private static final int LEADING_BITS = 5;

  private Amounts() {}

  /** Writes {@code 48k tokens} or, where that is not exact, {@code 50000 tokens}. */
  static String tokens(int tokens) {
    String amount =
        tokens % TOKENS_PER_K == 0 && tokens > 0
            ? tokens / TOKENS_PER_K + "k"
            : Integer.toString(tokens);
    return amount + (tokens == 1 ? " token" : " tokens");
  }

  /** Returns the round amounts above {@code low} and below {@code high}, then {@code high}. */
  static ImmutableList<Long> roundUpTo(long low, long high) {
    return LongStream.concat(
            LongStream.iterate(
                    roundAbove(low), next -> next > 0 && next < high, Amounts::roundAbove)
                .filter(amount -> amount > low),
            LongStream.of(high))
        .boxed()
        .collect(ImmutableList.toImmutableList());
  }

  /** Returns the next round amount. */
  private static long roundAbove(long amount) {
    int bits = Long.SIZE - Long.numberOfLeadingZeros(Math.max(1, amount));
    long step = 1L << Math.max(0, bits - LEADING_BITS);
    return (amount / step + 1) * step;
  }
}

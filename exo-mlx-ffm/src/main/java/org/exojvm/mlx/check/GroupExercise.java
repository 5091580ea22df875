package org.exojvm.mlx.check;

import com.google.common.base.Splitter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.exojvm.api.collection.Bytes;

/**
 * What the ranks of a {@link LocalGroup} do together.
 *
 * @param kind what
 * @param elements floats per rank
 * @param times how often
 */
public record GroupExercise(Kind kind, int elements, int times) {

  /** Most floats of a rank: 1 GiB. */
  public static final int ELEMENTS_MAX = 1 << 28;

  private static final char SEPARATOR = ' ';

  /** Kinds of exchanges. */
  public enum Kind {
    /** Everybody gets the sum. */
    ALL_SUM,
    /** Everybody gets the greatest. */
    ALL_MAX,
    /** Everybody gets the least. */
    ALL_MIN,
    /** Everybody gets its part of the sum. */
    SUM_SCATTER,
    /** Everybody gets everything. */
    ALL_GATHER,
    /** Rank 0 sends to rank 1, which receives an array like its own. */
    SEND,
    /** Rank 0 sends to rank 1, which receives an array of a type and a shape. */
    SEND_SHAPED
  }

  /** Checks the bounds. */
  public GroupExercise {
    if (elements < 1 || elements > ELEMENTS_MAX || times < 1) {
      throw new IllegalArgumentException(
          "%d elements %d times are no exercise; use 1 to %d elements."
              .formatted(elements, times, ELEMENTS_MAX));
    }
  }

  Bytes encoded() {
    String text = kind.name() + SEPARATOR + elements + SEPARATOR + times;
    return Bytes.copyOf(text.getBytes(StandardCharsets.UTF_8));
  }

  static GroupExercise decode(Bytes bytes) {
    List<String> words =
        Splitter.on(SEPARATOR).splitToList(new String(bytes.toArray(), StandardCharsets.UTF_8));
    return new GroupExercise(
        Kind.valueOf(words.get(0)), Integer.parseInt(words.get(1)), Integer.parseInt(words.get(2)));
  }
}

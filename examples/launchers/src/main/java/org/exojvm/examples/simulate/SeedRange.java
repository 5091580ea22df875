package org.exojvm.examples.simulate;

import org.exojvm.examples.terminal.MisuseException;

/**
 * Seeds from the first to the last.
 *
 * @param first the first
 * @param last the last, itself included
 */
record SeedRange(long first, long last) {

  /** Most seeds of one call: they run one after the other. */
  static final long MAX_SEEDS = 1_000_000;

  /** Reads {@code 1..50}, or one seed alone. */
  static SeedRange parse(String text) throws MisuseException {
    String[] ends = text.split("\\.\\.", -1);
    try {
      long first = Long.parseLong(ends[0].trim());
      long last = ends.length == 1 ? first : Long.parseLong(ends[1].trim());
      if (ends.length <= 2 && first <= last && last - first < MAX_SEEDS && last - first >= 0) {
        return new SeedRange(first, last);
      }
    } catch (NumberFormatException notNumbers) {
      // Told below.
    }
    throw new MisuseException(
        "The seeds (%s) are not two numbers A..B with at most %d between them. Maybe try 1..50."
            .formatted(text, MAX_SEEDS));
  }
}

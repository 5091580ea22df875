package org.exojvm.core.simulation;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;

/**
 * The only source of chance in a simulation: SplitMix64 (Steele, Lea and Flood, "Fast splittable
 * pseudorandom number generators", 2014), written out here so that a seed means the same in every
 * build. A split depends on the seed and a name alone, so that drawing more for one purpose moves
 * nothing else. Belongs to one thread.
 */
final class Dice {

  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private final long seed;
  private long state;

  Dice(long seed) {
    this.seed = seed;
    this.state = seed;
  }

  /** Returns an independent source for one purpose; equal names give equal sources. */
  Dice split(String purpose) {
    long name = 0xCBF29CE484222325L;
    for (int i = 0; i < purpose.length(); i++) {
      name = (name ^ purpose.charAt(i)) * 0x100000001B3L;
    }
    return new Dice(mix(seed ^ mix(name)));
  }

  long next() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  /** Returns a number from {@code 0} to {@code bound - 1}. */
  int below(int bound) {
    return (int) Math.unsignedMultiplyHigh(next(), bound);
  }

  /** Returns a number of the range, both ends included. */
  long between(long least, long most) {
    return least + Math.unsignedMultiplyHigh(next(), most - least + 1);
  }

  /** Returns true in this many of a hundred cases. */
  boolean percent(int chance) {
    return below(100) < chance;
  }

  <T> T oneOf(List<T> choices) {
    return choices.get(below(choices.size()));
  }

  /** Returns the same things in another order. */
  <T> ImmutableList<T> shuffled(List<T> things) {
    List<T> order = new ArrayList<>(things);
    for (int i = order.size() - 1; i > 0; i--) {
      int other = below(i + 1);
      T moved = order.get(i);
      order.set(i, order.get(other));
      order.set(other, moved);
    }
    return ImmutableList.copyOf(order);
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}

package org.exojvm.mlx.array;

/**
 * The generator that MLX draws from: Threefry-2x32 with 20 rounds, of Salmon, Moraes, Dror and
 * Shaw, "Parallel random numbers: as easy as 1, 2, 3" (2011). MLX numbers the first half of its
 * words in the first word of the counter, and what is then left in the second.
 */
final class Threefry {

  private static final int[][] ROTATIONS = {{13, 15, 26, 6}, {17, 29, 16, 24}};
  private static final int PARITY = 0x1bd11bda;
  private static final int GROUPS = 5;

  private Threefry() {}

  /** Returns so many words of the key of a seed. */
  static int[] words(long seed, int count) {
    return words(new int[] {(int) (seed >>> Integer.SIZE), (int) seed}, count);
  }

  /** Returns so many words of a key; an even number. */
  static int[] words(int[] key, int count) {
    int[] words = new int[count];
    int half = count / 2;
    for (int i = 0; i < half; i++) {
      int[] both = hash(key, i, i + half);
      words[i] = both[0];
      words[i + half] = both[1];
    }
    return words;
  }

  private static int[] hash(int[] key, int first, int second) {
    int[] schedule = {key[0], key[1], key[0] ^ key[1] ^ PARITY};
    int x = first + schedule[0];
    int y = second + schedule[1];
    for (int group = 0; group < GROUPS; group++) {
      for (int rotation : ROTATIONS[group % 2]) {
        x += y;
        y = Integer.rotateLeft(y, rotation) ^ x;
      }
      x += schedule[(group + 1) % 3];
      y += schedule[(group + 2) % 3] + group + 1;
    }
    return new int[] {x, y};
  }

  /** Returns so many numbers from low to below high. */
  static float[] uniform(long seed, int count, float low, float high) {
    int[] words = words(seed, count);
    float range = high - low;
    return MlxTests.each(
        count,
        i -> {
          float share = (float) Integer.toUnsignedLong(words[i]) / (float) 0xffff_ffffL;
          return range * Math.min(share, Math.nextDown(1f)) + low;
        });
  }
}

package org.exojvm.transport.libp2p.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes inputs of others: bits and bytes changed, parts cut, doubled, moved in from another. */
final class Mutator {

  /** Longest input. Longer: slower. Shorter: bounds of a few KiB are not met. */
  static final int MAX_BYTES = 8_192;

  private static final int MAX_CHANGES = 5;
  private static final byte[] EDGES = {0, 1, 0x0a, 0x12, 0x7f, (byte) 0x80, (byte) 0xc0, -1};

  private final Random random;

  Mutator(Random random) {
    this.random = random;
  }

  byte[] next(List<byte[]> corpus) {
    byte[] input = pick(corpus).clone();
    int changes = 1 + random.nextInt(MAX_CHANGES);
    for (int i = 0; i < changes; i++) {
      input = change(input, corpus);
    }
    return input.length <= MAX_BYTES ? input : Arrays.copyOf(input, MAX_BYTES);
  }

  private byte[] pick(List<byte[]> corpus) {
    return corpus.get(random.nextInt(corpus.size()));
  }

  private byte[] change(byte[] input, List<byte[]> corpus) {
    if (input.length == 0) {
      return new byte[] {(byte) random.nextInt()};
    }
    int at = random.nextInt(input.length);
    int length = 1 + random.nextInt(Math.min(64, input.length - at));
    byte[] part = Arrays.copyOfRange(input, at, at + length);
    return switch (random.nextInt(7)) {
      case 0 -> with(input, at, (byte) (input[at] ^ 1 << random.nextInt(Byte.SIZE)));
      case 1 -> with(input, at, (byte) random.nextInt());
      case 2 -> with(input, at, EDGES[random.nextInt(EDGES.length)]);
      case 3 -> replace(input, at, length, new byte[0]);
      case 4 -> replace(input, at, 0, part);
      case 5 -> Arrays.copyOf(input, at);
      default -> {
        byte[] other = pick(corpus);
        yield replace(input, at, length, Arrays.copyOf(other, random.nextInt(other.length + 1)));
      }
    };
  }

  private static byte[] with(byte[] input, int at, byte value) {
    input[at] = value;
    return input;
  }

  private static byte[] replace(byte[] input, int at, int length, byte[] part) {
    byte[] result = Arrays.copyOf(input, input.length - length + part.length);
    System.arraycopy(part, 0, result, at, part.length);
    System.arraycopy(input, at + length, result, at + part.length, input.length - at - length);
    return result;
  }
}

package org.exojvm.mlx.sidechannel;

/**
 * Numbers as JACCL sends them: four bytes, in the byte order of the machine. All machines that have
 * JACCL are little-endian.
 */
final class Int32 {

  static final int BYTES = 4;
  private static final int BITS = 8;

  private Int32() {}

  static byte[] encode(int value) {
    byte[] bytes = new byte[BYTES];
    for (int i = 0; i < BYTES; i++) {
      bytes[i] = (byte) (value >>> (i * BITS));
    }
    return bytes;
  }

  static int decode(byte[] bytes, int offset) {
    int value = 0;
    for (int i = 0; i < BYTES; i++) {
      value |= (bytes[offset + i] & 0xff) << (i * BITS);
    }
    return value;
  }
}

package org.exojvm.transport.libp2p.multiformats;

import java.util.Arrays;

/**
 * A peer id as a content id of version 1: {@code b}, then base32 in lower case of version, codec
 * {@code libp2p-key} and multihash.
 */
final class Cid {

  /** Every such text begins so; no base58 text of a peer id does. */
  static final char BASE32_PREFIX = 'b';

  private static final byte[] VERSION_AND_CODEC = {0x01, 0x72};
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int BITS = 5;

  private Cid() {}

  static byte[] multihash(String text) {
    byte[] bytes = base32(text.substring(1), text);
    int start = VERSION_AND_CODEC.length;
    if (bytes.length < start || !Arrays.equals(bytes, 0, start, VERSION_AND_CODEC, 0, start)) {
      throw new IllegalArgumentException(
          "The content id \"" + text + "\" is not that of a key. Maybe it names a file.");
    }
    return Arrays.copyOfRange(bytes, start, bytes.length);
  }

  private static byte[] base32(String digits, String text) {
    byte[] bytes = new byte[digits.length() * BITS / Byte.SIZE];
    int buffer = 0;
    int bits = 0;
    int length = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = ALPHABET.indexOf(digits.charAt(i));
      if (digit < 0) {
        throw new IllegalArgumentException(
            "The character '" + digits.charAt(i) + "' of \"" + text + "\" is not one of base32.");
      }
      buffer = buffer << BITS | digit;
      bits += BITS;
      if (bits >= Byte.SIZE) {
        bits -= Byte.SIZE;
        bytes[length++] = (byte) (buffer >> bits);
        buffer &= (1 << bits) - 1;
      }
    }
    if (bits >= BITS || buffer != 0) {
      throw new IllegalArgumentException(
          "The content id \"" + text + "\" does not end on a byte. Maybe a character is missing.");
    }
    return bytes;
  }
}

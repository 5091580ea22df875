package org.exojvm.transport.libp2p.multiformats;

import java.util.Arrays;

/**
 * Base58 with Bitcoin's alphabet, which has no 0, O, I and l. Leading zero bytes are leading ones
 * (<a href="https://datatracker.ietf.org/doc/html/draft-msporny-base58-03">draft</a>).
 */
public final class Base58 {

  /** Longest input either way; the work grows with its square. */
  public static final int MAX_LENGTH = 512;

  private static final String ALPHABET =
      "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  private static final int BASE = 58;
  private static final int BYTE = 256;
  private static final byte[] DIGITS = digits();

  private Base58() {}

  /** Returns the text of bytes. */
  public static String encode(byte[] bytes) {
    checkLength(bytes.length);
    byte[] reversed = convert(bytes, BYTE, BASE);
    StringBuilder text = new StringBuilder(reversed.length);
    for (int i = reversed.length - 1; i >= 0; i--) {
      text.append(ALPHABET.charAt(reversed[i]));
    }
    return text.toString();
  }

  /**
   * Returns the bytes of a text.
   *
   * @throws IllegalArgumentException if the text is too long or has a character of another alphabet
   */
  public static byte[] decode(String text) {
    checkLength(text.length());
    byte[] values = new byte[text.length()];
    for (int i = 0; i < values.length; i++) {
      char c = text.charAt(i);
      values[i] = c < DIGITS.length ? DIGITS[c] : -1;
      if (values[i] < 0) {
        throw new IllegalArgumentException(
            "The character '" + c + "' at " + i + " of \"" + text + "\" is not one of base58.");
      }
    }
    byte[] reversed = convert(values, BASE, BYTE);
    byte[] bytes = new byte[reversed.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = reversed[bytes.length - 1 - i];
    }
    return bytes;
  }

  /** Digits of one base, the most significant first, to those of another, the least first. */
  private static byte[] convert(byte[] digits, int from, int to) {
    int zeros = 0;
    while (zeros < digits.length && digits[zeros] == 0) {
      zeros++;
    }
    byte[] result = new byte[zeros + (digits.length - zeros) * 2];
    int length = 0;
    for (int i = zeros; i < digits.length; i++) {
      int carry = digits[i] & 0xff;
      for (int j = 0; j < length || carry != 0; j++) {
        carry += from * (result[j] & 0xff);
        result[j] = (byte) (carry % to);
        carry /= to;
        length = Math.max(length, j + 1);
      }
    }
    return Arrays.copyOf(result, length + zeros);
  }

  private static byte[] digits() {
    byte[] digits = new byte[128];
    Arrays.fill(digits, (byte) -1);
    for (int i = 0; i < BASE; i++) {
      digits[ALPHABET.charAt(i)] = (byte) i;
    }
    return digits;
  }

  private static void checkLength(int length) {
    if (length > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "An input of " + length + " is longer than base58 is meant for, " + MAX_LENGTH + ".");
    }
  }
}

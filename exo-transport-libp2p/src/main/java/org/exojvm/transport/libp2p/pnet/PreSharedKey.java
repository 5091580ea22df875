package org.exojvm.transport.libp2p.pnet;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The 32 bytes that the nodes of a private network share. */
public final class PreSharedKey {

  /** Bytes of a key. */
  public static final int BYTES = 32;

  private static final String DERIVATION_PREFIX = "exo_discovery_network";
  private static final String FILE_HEAD = "/key/swarm/psk/1.0.0/\n/base16/\n";

  private final byte[] bytes;

  private PreSharedKey(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException(
          "A pre-shared key has " + bytes.length + " bytes, not " + BYTES + ". Maybe one is cut.");
    }
    this.bytes = bytes;
  }

  /** Returns the key with these 32 bytes. */
  public static PreSharedKey of(byte[] bytes) {
    return new PreSharedKey(bytes.clone());
  }

  /**
   * Returns the key of a namespace, as the reference derives it: SHA3-256 of a fixed text and the
   * namespace. It is as secret as the namespace is.
   */
  public static PreSharedKey ofNamespace(String namespace) {
    try {
      byte[] input = (DERIVATION_PREFIX + namespace).getBytes(StandardCharsets.UTF_8);
      return new PreSharedKey(MessageDigest.getInstance("SHA3-256").digest(input));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This JDK has no SHA3-256. Maybe java.base was changed.", e);
    }
  }

  /**
   * Reads the key from the text of a key file, as go-libp2p and js-libp2p write it.
   *
   * @throws IllegalArgumentException if it is none; the message does not tell the text
   */
  public static PreSharedKey parseFile(String text) {
    String trimmed = text.strip();
    if (!trimmed.startsWith(FILE_HEAD)) {
      throw new IllegalArgumentException(
          "A key file does not begin with /key/swarm/psk/1.0.0/ and /base16/ on lines of their"
              + " own.");
    }
    try {
      return new PreSharedKey(HexFormat.of().parseHex(trimmed.substring(FILE_HEAD.length())));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "A key file has no 64 hexadecimal digits on its third line. Maybe it is cut.", e);
    }
  }

  /** Returns the text of a key file, which must be kept secret. */
  public String toFile() {
    return FILE_HEAD + HexFormat.of().formatHex(bytes);
  }

  byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PreSharedKey that && MessageDigest.isEqual(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Tells nothing of the key. */
  @Override
  public String toString() {
    return "PreSharedKey";
  }
}

package org.exojvm.node.http;

import com.google.common.collect.ImmutableList;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;

/**
 * The tokens that let a client change something. Only their SHA-256 is kept, and every comparison
 * takes the same time, whatever was sent and whichever token fits.
 *
 * <p>Threading: immutable.
 */
public final class Tokens {

  /** Fewest characters of a token: 16 random ones cannot be guessed. */
  public static final int MIN_CHARS = 16;

  /** Most characters of a token. */
  public static final int MAX_CHARS = 1_024;

  private static final String SCHEME = "bearer ";

  private final ImmutableList<byte[]> digests;

  private Tokens(ImmutableList<byte[]> digests) {
    this.digests = digests;
  }

  /** Returns no tokens: nobody needs one. */
  public static Tokens none() {
    return new Tokens(ImmutableList.of());
  }

  /**
   * Returns tokens.
   *
   * @throws IllegalArgumentException when one is too short or too long, or cannot be sent; does not
   *     show it
   */
  public static Tokens of(Collection<String> tokens) {
    ImmutableList.Builder<byte[]> digests = ImmutableList.builder();
    int number = 0;
    for (String token : tokens) {
      number++;
      if (token.length() < MIN_CHARS || token.length() > MAX_CHARS) {
        throw new IllegalArgumentException(
            "Token %d has %d characters; %d to %d are needed. Maybe make one with 'openssl rand -hex 32'."
                .formatted(number, token.length(), MIN_CHARS, MAX_CHARS));
      }
      if (!token.chars().allMatch(c -> c > ' ' && c <= '~')) {
        throw new IllegalArgumentException(
            "Token %d has a blank, or a character that a header field cannot carry. Maybe make one with 'openssl rand -hex 32'."
                .formatted(number));
      }
      digests.add(digest(token));
    }
    return new Tokens(digests.build());
  }

  /** Returns whether a token is needed at all. */
  public boolean areRequired() {
    return !digests.isEmpty();
  }

  /** Returns whether the value of a field {@code Authorization} holds one of the tokens. */
  boolean admit(String authorization) {
    boolean isBearer =
        authorization.length() > SCHEME.length()
            && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    byte[] sent = digest(isBearer ? authorization.substring(SCHEME.length()).strip() : "");
    boolean admitted = false;
    for (byte[] digest : digests) {
      admitted |= MessageDigest.isEqual(digest, sent);
    }
    return admitted;
  }

  private static byte[] digest(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256.", e);
    }
  }
}

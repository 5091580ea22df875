package org.exojvm.transport.libp2p.multiformats;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The name of a peer: the multihash of the coding of its public key. Short keys, Ed25519 among
 * them, stand in it as they are (<a
 * href="https://github.com/libp2p/specs/blob/master/peer-ids/peer-ids.md">peer ids</a>).
 */
public final class PeerId implements Comparable<PeerId> {

  /** Longest key that stands in an id as it is, in bytes; of longer ones only the hash does. */
  public static final int MAX_INLINE_KEY_BYTES = 42;

  /** Longest text that is looked at, in characters. */
  public static final int MAX_TEXT_LENGTH = 128;

  private static final int IDENTITY = 0x00;
  private static final int SHA2_256 = 0x12;
  private static final int SHA2_256_BYTES = 32;

  private final byte[] multihash;
  private @Nullable String text;

  private PeerId(byte[] multihash) {
    this.multihash = multihash;
  }

  /** Returns the id of the peer whose coded public key, of at most 42 bytes, is given. */
  public static PeerId ofKey(byte[] publicKeyProtobuf) {
    if (publicKeyProtobuf.length > MAX_INLINE_KEY_BYTES) {
      throw new IllegalArgumentException(
          "A key of "
              + publicKeyProtobuf.length
              + " bytes is longer than "
              + MAX_INLINE_KEY_BYTES
              + ". Maybe it is not an Ed25519 key.");
    }
    byte[] multihash = new byte[publicKeyProtobuf.length + 2];
    multihash[0] = IDENTITY;
    multihash[1] = (byte) publicKeyProtobuf.length;
    System.arraycopy(publicKeyProtobuf, 0, multihash, 2, publicKeyProtobuf.length);
    return new PeerId(multihash);
  }

  /**
   * Returns the id with these bytes, a multihash.
   *
   * @throws WireException if they are none, or one of a kind that no peer has
   */
  public static PeerId ofBytes(byte[] multihash) throws WireException {
    ByteCursor cursor = new ByteCursor(multihash);
    try {
      long code = Uvarint.read(cursor, 2);
      int length = cursor.takePrefixed().length;
      boolean known =
          (code == IDENTITY && length <= MAX_INLINE_KEY_BYTES)
              || (code == SHA2_256 && length == SHA2_256_BYTES);
      if (!known || cursor.hasMore()) {
        throw new WireException(
            "A multihash of code %d and %d of %d bytes is no peer id."
                .formatted(code, length, multihash.length));
      }
    } catch (WireException e) {
      throw e;
    } catch (IOException e) {
      throw new WireException("A multihash of " + multihash.length + " bytes is cut short.", e);
    }
    return new PeerId(multihash.clone());
  }

  /**
   * Returns the id with this text: base58, or a content id of version 1.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static PeerId parse(String text) {
    if (text.isEmpty() || text.length() > MAX_TEXT_LENGTH) {
      throw new IllegalArgumentException(
          "A text of " + text.length() + " characters is no peer id. Ids begin with 12D3KooW.");
    }
    byte[] multihash =
        text.charAt(0) == Cid.BASE32_PREFIX ? Cid.multihash(text) : Base58.decode(text);
    try {
      return ofBytes(multihash);
    } catch (WireException e) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no peer id. Ids of Ed25519 keys begin with 12D3KooW.", e);
    }
  }

  /** Returns the multihash, 38 bytes for an Ed25519 key. */
  public byte[] bytes() {
    return multihash.clone();
  }

  /** Returns the coded public key if it stands in the id, and null if only its hash does. */
  public byte @Nullable [] inlineKey() {
    return multihash[0] == IDENTITY ? Arrays.copyOfRange(multihash, 2, multihash.length) : null;
  }

  /** Orders by the bytes. */
  @Override
  public int compareTo(PeerId other) {
    return Arrays.compareUnsigned(multihash, other.multihash);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PeerId that && Arrays.equals(multihash, that.multihash);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(multihash);
  }

  /** Returns the id in base58, which is the id of the node in the cluster. */
  @Override
  public String toString() {
    String known = text;
    if (known == null) {
      known = Base58.encode(multihash);
      text = known;
    }
    return known;
  }
}

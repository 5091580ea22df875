package org.exojvm.transport.libp2p.gossipsub;

import com.google.protobuf.ByteString;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.exojvm.transport.libp2p.gossipsub.router.GossipMessage;
import org.exojvm.transport.libp2p.gossipsub.router.MessageCheck;
import org.exojvm.transport.libp2p.gossipsub.rpc.MessageCodec;
import org.exojvm.transport.libp2p.identity.PublicKey;
import org.exojvm.transport.libp2p.multiformats.PeerId;
import org.exojvm.transport.libp2p.multiformats.WireException;

/**
 * Strict: a message is believed only with the signature of the author that it names, and only if
 * that author is wanted. The key is the one in the author's id; a message may carry it too, which
 * adds nothing, but one that carries another's is refused. Belongs to one thread.
 */
final class SignatureCheck implements MessageCheck {

  /** Keys that are kept decoded, which takes a third of the time of a check. */
  private static final int MAX_KEYS = 1_024;

  private final Predicate<PeerId> isWanted;
  private final Map<PeerId, Optional<PublicKey>> keys = new HashMap<>();

  SignatureCheck(Predicate<PeerId> isWanted) {
    this.isWanted = isWanted;
  }

  @Override
  public Verdict check(GossipMessage message) {
    if (!isWanted.test(message.author())) {
      return Verdict.FOREIGN_AUTHOR;
    }
    return isSigned(message) ? Verdict.ACCEPT : Verdict.BAD_SIGNATURE;
  }

  private boolean isSigned(GossipMessage message) {
    ByteString signature = message.raw().signature();
    ByteString key = message.raw().key();
    return signature != null
        && (key == null || isKeyOf(key, message.author()))
        && keyOf(message.author())
            .filter(
                found ->
                    found.verify(MessageCodec.signedBytes(message.raw()), signature.toByteArray()))
            .isPresent();
  }

  /** A key that cannot be read is passed over, as in rust-libp2p. */
  private static boolean isKeyOf(ByteString key, PeerId author) {
    try {
      return PublicKey.ofProtobuf(key.toByteArray()).peerId().equals(author);
    } catch (WireException _) {
      return true;
    }
  }

  private Optional<PublicKey> keyOf(PeerId author) {
    if (keys.size() >= MAX_KEYS) {
      keys.clear();
    }
    return keys.computeIfAbsent(author, PublicKey::of);
  }
}

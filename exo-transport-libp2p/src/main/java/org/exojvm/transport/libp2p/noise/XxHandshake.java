package org.exojvm.transport.libp2p.noise;

import com.google.common.collect.ImmutableList;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.exojvm.transport.libp2p.multiformats.WireException;

/**
 * The pattern XX (Noise, section 7.5): three messages, after which both sides know the static key
 * of the other and share a secret. Messages are written and read in turns, the initiator first.
 */
final class XxHandshake {

  private enum Token {
    E,
    S,
    EE,
    ES,
    SE
  }

  private static final ImmutableList<ImmutableList<Token>> PATTERN =
      ImmutableList.of(
          ImmutableList.of(Token.E),
          ImmutableList.of(Token.E, Token.EE, Token.S, Token.ES),
          ImmutableList.of(Token.S, Token.SE));

  private final boolean initiator;
  private final DhKeyPair staticKey;
  private final DhKeyPair ephemeralKey;
  private final SymmetricState state = new SymmetricState();
  private byte[] remoteStatic = new byte[0];
  private byte[] remoteEphemeral = new byte[0];
  private int step;

  XxHandshake(boolean initiator, DhKeyPair staticKey, DhKeyPair ephemeralKey) {
    this.initiator = initiator;
    this.staticKey = staticKey;
    this.ephemeralKey = ephemeralKey;
  }

  /** Returns the next message, which is this side's. */
  byte[] write(byte[] payload) throws WireException {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    for (Token token : nextTokens(true)) {
      switch (token) {
        case E -> {
          byte[] key = ephemeralKey.publicKey();
          state.mixHash(key);
          message.writeBytes(key);
        }
        case S -> message.writeBytes(state.encryptAndHash(staticKey.publicKey()));
        case EE, ES, SE -> mix(token);
      }
    }
    message.writeBytes(state.encryptAndHash(payload));
    return message.toByteArray();
  }

  /** Reads the next message, which is the peer's, and returns its payload. */
  byte[] read(byte[] message) throws WireException {
    int position = 0;
    for (Token token : nextTokens(false)) {
      switch (token) {
        case E -> {
          remoteEphemeral = take(message, position, DhKeyPair.KEY_BYTES);
          state.mixHash(remoteEphemeral);
          position += DhKeyPair.KEY_BYTES;
        }
        case S -> {
          int length = DhKeyPair.KEY_BYTES + CipherState.TAG_BYTES;
          remoteStatic = state.decryptAndHash(take(message, position, length));
          position += length;
        }
        case EE, ES, SE -> mix(token);
      }
    }
    return state.decryptAndHash(Arrays.copyOfRange(message, position, message.length));
  }

  private ImmutableList<Token> nextTokens(boolean writes) {
    boolean initiatorsTurn = step % 2 == 0;
    if (step >= PATTERN.size() || (initiatorsTurn == initiator) != writes) {
      throw new IllegalStateException("Message " + step + " is not this side's turn.");
    }
    return PATTERN.get(step++);
  }

  private static byte[] take(byte[] message, int position, int length) throws WireException {
    if (message.length - position < length) {
      throw new WireException("A handshake message of " + message.length + " bytes is cut short.");
    }
    return Arrays.copyOfRange(message, position, position + length);
  }

  /** The first letter of a token is the key of the initiator, the second that of the responder. */
  private void mix(Token token) throws WireException {
    boolean ownStatic = token == (initiator ? Token.SE : Token.ES);
    boolean remotesStatic = token == (initiator ? Token.ES : Token.SE);
    DhKeyPair own = ownStatic ? staticKey : ephemeralKey;
    state.mixKey(own.agree(remotesStatic ? remoteStatic : remoteEphemeral));
  }

  byte[] remoteStatic() {
    return remoteStatic.clone();
  }

  SymmetricState state() {
    return state;
  }

  /** The cipher of what this side sends, then that of what it receives. */
  CipherState[] split() {
    byte[][] keys = state.split();
    CipherState out = new CipherState(keys[initiator ? 0 : 1]);
    CipherState in = new CipherState(keys[initiator ? 1 : 0]);
    return new CipherState[] {out, in};
  }
}

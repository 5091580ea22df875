package org.exojvm.transport.libp2p.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.EOFException;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.exojvm.transport.libp2p.duplex.MemoryDuplex;
import org.exojvm.transport.libp2p.duplex.MemoryDuplex.Scripted;
import org.exojvm.transport.libp2p.identity.Identity;
import org.exojvm.transport.libp2p.multiformats.WireException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Goal: two sides meet over any link, and whoever lies, changes or cuts a byte is found out. */
class NoiseTest {

  private static final Identity ALICE = Identity.ofSeed(new byte[32]);
  private static final Identity BOB = Identity.ofSeed(filled(1));

  private static byte[] filled(int value) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  private record Link(NoiseDuplex alice, NoiseDuplex bob) {}

  private static Link shakeHands(int maxPiece) throws Exception {
    MemoryDuplex.Pair pair = MemoryDuplex.pair(1 << 20);
    pair.left().readingPieces(maxPiece);
    pair.right().readingPieces(maxPiece);
    CompletableFuture<NoiseDuplex> bob = new CompletableFuture<>();
    Thread.startVirtualThread(
        () -> {
          try {
            bob.complete(new Noise(BOB, new SecureRandom()).respond(pair.right()));
          } catch (IOException e) {
            bob.completeExceptionally(e);
          }
        });
    NoiseDuplex alice = new Noise(ALICE, new SecureRandom()).initiate(pair.left());
    return new Link(alice, bob.get(10, TimeUnit.SECONDS));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 1 << 20})
  void bothSidesKnowEachOtherAndExchangeMessagesOfAnySize(int maxPiece) throws Exception {
    Link link = shakeHands(maxPiece);
    byte[] message = new byte[200_000];
    new Random(7).nextBytes(message);

    link.alice().write(message);
    link.alice().flush();
    link.bob().write(new byte[] {1, 2});
    link.bob().flush();

    assertThat(link.bob().readFully(message.length)).isEqualTo(message);
    assertThat(link.alice().readFully(2)).containsExactly(1, 2);
    assertThat(link.alice().peer()).isEqualTo(BOB.peerId());
    assertThat(link.bob().peer()).isEqualTo(ALICE.peerId());
  }

  @Test
  void nothingGoesOutBeforeItIsFlushedOrFillsAFrame() throws IOException {
    Scripted link = new Scripted(new byte[0], 1);
    NoiseDuplex duplex =
        new NoiseDuplex(link, new CipherState(filled(2)), new CipherState(filled(3)), BOB.peerId());

    duplex.write(new byte[] {1});
    assertThat(link.written()).isEmpty();
    duplex.flush();
    assertThat(link.written()).hasSize(NoiseDuplex.LENGTH_BYTES + 1 + CipherState.TAG_BYTES);
    duplex.flush();
    assertThat(link.written()).hasSize(NoiseDuplex.LENGTH_BYTES + 1 + CipherState.TAG_BYTES);
  }

  @Property(tries = 60)
  void aChangedByteOfAFrameIsFoundOut(@ForAll @IntRange(max = 37) int position) throws IOException {
    Scripted sent = new Scripted(new byte[0], 1);
    byte[] key = filled(2);
    NoiseDuplex writer =
        new NoiseDuplex(sent, new CipherState(key), new CipherState(key), BOB.peerId());
    writer.write(new byte[20]);
    writer.flush();
    byte[] frame = sent.written();
    frame[position] ^= 1;
    NoiseDuplex reader =
        new NoiseDuplex(
            new Scripted(frame, 9), new CipherState(key), new CipherState(key), BOB.peerId());

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(reader::read)
        .satisfies(e -> assertThat(e).isInstanceOfAny(WireException.class, EOFException.class));
  }

  @Test
  void behindAFrameThatWasChangedNoneIsBelieved() throws IOException {
    byte[] key = filled(2);
    CipherState out = new CipherState(key);
    byte[] wire = new byte[2 * (2 + 17)];
    for (int i = 0; i < 2; i++) {
      wire[19 * i + 1] = 17;
      out.encrypt(new byte[0], new byte[] {9}, 1, wire, 19 * i + 2);
    }
    wire[2] ^= 1;
    NoiseDuplex reader =
        new NoiseDuplex(
            new Scripted(wire, 40), new CipherState(key), new CipherState(key), BOB.peerId());

    assertThatExceptionOfType(WireException.class).isThrownBy(reader::read);
    assertThatExceptionOfType(WireException.class).isThrownBy(reader::read);
  }

  @Test
  void framesThatAreEmptyArePassedOver() throws IOException {
    byte[] key = filled(2);
    CipherState out = new CipherState(key);
    byte[] wire = new byte[2 + 16 + 2 + 17];
    wire[1] = 16;
    out.encrypt(new byte[0], new byte[0], 0, wire, 2);
    wire[19] = 17;
    out.encrypt(new byte[0], new byte[] {9}, 1, wire, 20);
    NoiseDuplex reader =
        new NoiseDuplex(
            new Scripted(wire, 3), new CipherState(key), new CipherState(key), BOB.peerId());

    assertThat(reader.read()).isEqualTo(9);
    assertThat(reader.read()).isEqualTo(-1);
  }

  @Test
  void whoeverSignsAnotherKeyIsFoundOut() {
    byte[] payload = Payload.of(ALICE, filled(5));

    assertThatExceptionOfType(WireException.class)
        .isThrownBy(() -> Payload.verify(payload, filled(6)))
        .withMessageContaining(ALICE.peerId().toString());
  }

  @Test
  void aFirstMessageWithAPayloadIsRefused() throws IOException {
    byte[] message =
        new XxHandshake(true, new DhKeyPair(filled(1)), new DhKeyPair(filled(2)))
            .write(new byte[] {1});
    byte[] frame = NoiseVectorsTest.concat(new byte[] {0, (byte) message.length}, message);

    assertThatExceptionOfType(WireException.class)
        .isThrownBy(() -> new Noise(BOB, new SecureRandom()).respond(new Scripted(frame, 8)))
        .withMessageContaining("payload");
  }

  @Test
  void aLongHandshakeMessageIsRefusedUnread() {
    Scripted link = new Scripted(NoiseVectorsTest.concat(new byte[] {0x10, 1}, new byte[9000]), 8);

    assertThatExceptionOfType(WireException.class)
        .isThrownBy(() -> new Noise(BOB, new SecureRandom()).respond(link));
    assertThat(link.unread()).isEqualTo(9000);
  }

  @Property(tries = 100)
  void anyBytesEndAHandshakeInOneOfTheDeclaredWays(@ForAll @Size(max = 200) byte[] bytes) {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> new Noise(BOB, new SecureRandom()).initiate(new Scripted(bytes, 50)))
        .satisfies(e -> assertThat(e).isInstanceOfAny(WireException.class, EOFException.class));
  }
}

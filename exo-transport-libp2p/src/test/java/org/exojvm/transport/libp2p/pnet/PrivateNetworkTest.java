package org.exojvm.transport.libp2p.pnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.exojvm.transport.libp2p.Vectors;
import org.exojvm.transport.libp2p.duplex.Duplex;
import org.exojvm.transport.libp2p.duplex.MemoryDuplex.Scripted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Goal: keys and keystreams are those of the reference, over links of any granularity. */
class PrivateNetworkTest {

  private static final int NONCE = PrivateNetwork.NONCE_BYTES;

  static Stream<JsonNode> derivations() {
    return Vectors.list(Vectors.of("pnet").get("keyDerivation"));
  }

  static Stream<JsonNode> keystreams() {
    return Vectors.list(Vectors.of("pnet").get("keystreams"));
  }

  @ParameterizedTest
  @MethodSource("derivations")
  void theKeyOfANamespaceIsThatOfTheReference(JsonNode vector) {
    PreSharedKey key = PreSharedKey.ofNamespace(vector.get("namespace").textValue());

    assertThat(key.bytes()).isEqualTo(Vectors.hex(vector.get("sha3_256")));
    assertThat(key.toFile()).isEqualTo(vector.get("keyFile").textValue());
    assertThat(PreSharedKey.parseFile(key.toFile() + "\n"))
        .isEqualTo(key)
        .hasToString("PreSharedKey");
  }

  @ParameterizedTest
  @MethodSource("keystreams")
  void bothDirectionsAreUnderTheKeystreamOfTheirNonce(JsonNode vector) throws IOException {
    PreSharedKey key = PreSharedKey.of(Vectors.hex(vector.get("key")));
    byte[] nonce = Vectors.hex(vector.get("nonce"));
    byte[] stream =
        concat(Vectors.hex(vector.get("first256")), Vectors.hex(vector.get("bytes256to511")));
    Scripted link = new Scripted(concat(nonce, stream), 7);
    Duplex encrypted = PrivateNetwork.enter(link, key, nonce);

    byte[] zeros = new byte[stream.length];
    encrypted.write(zeros, 0, 1);
    encrypted.write(zeros, 1, zeros.length - 1);
    encrypted.flush();

    assertThat(link.written()).isEqualTo(concat(nonce, stream));
    assertThat(encrypted.readFully(stream.length)).isEqualTo(zeros);
    assertThat(encrypted.read()).isEqualTo(-1);
    assertThat(zeros).containsOnly(0);
  }

  @Test
  void theKeystreamGoesOnWhateverThePiecesAre() {
    JsonNode vector = Vectors.of("pnet").get("chunking");
    Keystream stream =
        new Keystream(Vectors.hex(vector.get("key")), Vectors.hex(vector.get("nonce")));

    Vectors.list(vector.get("parts"))
        .map(Vectors::hex)
        .forEach(
            part -> {
              byte[] piece = new byte[part.length];
              stream.apply(piece, 0, piece.length, piece, 0);
              assertThat(piece).isEqualTo(part);
            });
  }

  @Test
  void aNonceThatIsCutShortEndsTheHandshake() {
    PreSharedKey key = PreSharedKey.ofNamespace("test");
    Scripted link = new Scripted(new byte[NONCE - 1], 1);

    assertThatExceptionOfType(EOFException.class)
        .isThrownBy(() -> PrivateNetwork.enter(link, key, new byte[NONCE]));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/key/swarm/psk/1.0.0/\n/base16/\n00", "/key/swarm/psk/1.0.0/\n/bin/\n"})
  void aFileWithoutAKeyIsRefusedWithoutTellingIt(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> PreSharedKey.parseFile(text));
    assertThatIllegalArgumentException().isThrownBy(() -> PreSharedKey.of(new byte[31]));
  }

  @Test
  void aWholeRecordedSessionIsDecrypted() throws IOException {
    JsonNode session = Vectors.of("session-js");
    PreSharedKey key = PreSharedKey.of(Vectors.hex(session.get("psk")));
    byte[] fromA = wire(session, "A>B");
    byte[] nonceB = Vectors.hex(session.get("pnet").get("nonceB"));
    Duplex asB = PrivateNetwork.enter(new Scripted(fromA, 1), key, nonceB);

    byte[] start = asB.readFully(28);

    assertThat(Arrays.copyOf(fromA, NONCE))
        .isEqualTo(Vectors.hex(session.get("pnet").get("nonceA")));
    assertThat(HexFormat.of().formatHex(start))
        .isEqualTo("132f6d756c746973747265616d2f312e302e300a" + "072f6e6f6973650a");
  }

  private static byte[] wire(JsonNode session, String direction) {
    return Vectors.list(session.get("wire"))
        .filter(packet -> packet.get("dir").textValue().equals(direction))
        .map(packet -> Vectors.hex(packet.get("hex")))
        .reduce(new byte[0], PrivateNetworkTest::concat);
  }

  private static byte[] concat(byte[] a, byte[] b) {
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }
}

package org.exojvm.transport.libp2p.noise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.exojvm.transport.libp2p.Vectors;
import org.exojvm.transport.libp2p.duplex.Delimited;
import org.exojvm.transport.libp2p.duplex.Duplex;
import org.exojvm.transport.libp2p.duplex.MemoryDuplex.Scripted;
import org.exojvm.transport.libp2p.multiformats.PeerId;
import org.exojvm.transport.libp2p.pnet.PreSharedKey;
import org.exojvm.transport.libp2p.pnet.PrivateNetwork;
import org.junit.jupiter.api.Test;

/**
 * Goal: a session that two js-libp2p peers had is read through all layers up to the multiplexer.
 * Method: as a bystander who knows all keys, from the bytes on the wire.
 */
class RecordedSessionTest {

  private static final JsonNode SESSION = Vectors.of("session-js");
  private static final int MAX_LINE = 64;

  /** What one side has sent, decrypted with the nonce that it has sent first. */
  private static Duplex sentBy(String direction, String othersNonce) throws IOException {
    ByteArrayOutputStream wire = new ByteArrayOutputStream();
    Vectors.list(SESSION.get("wire"))
        .filter(packet -> packet.get("dir").textValue().equals(direction))
        .forEach(packet -> wire.writeBytes(Vectors.hex(packet.get("hex"))));
    return PrivateNetwork.enter(
        new Scripted(wire.toByteArray(), 100),
        PreSharedKey.of(Vectors.hex(SESSION.get("psk"))),
        Vectors.hex(SESSION.get("pnet").get(othersNonce)));
  }

  private static DhKeyPair key(String peer, String name) {
    return NoiseVectorsTest.pair(SESSION.get("keys").get(peer), name);
  }

  private static byte[] frame(Duplex in) throws IOException {
    return in.readFully(NoiseDuplex.length(in.readFully(NoiseDuplex.LENGTH_BYTES)));
  }

  private static void checkAgreement(Duplex in, String protocol) throws IOException {
    for (String expected : List.of("/multistream/1.0.0\n", protocol + "\n")) {
      byte[] line = Delimited.read(in, MAX_LINE).orElseThrow();
      assertThat(new String(line, StandardCharsets.US_ASCII)).isEqualTo(expected);
    }
  }

  @Test
  void aSessionOfOthersIsReadThroughAllLayers() throws IOException {
    Duplex fromA = sentBy("A>B", "nonceB");
    Duplex fromB = sentBy("B>A", "nonceA");
    checkAgreement(fromA, Noise.PROTOCOL);
    checkAgreement(fromB, Noise.PROTOCOL);

    XxHandshake a = new XxHandshake(true, key("A", "noiseStatic"), key("A", "noiseEphemeral"));
    XxHandshake b = new XxHandshake(false, key("B", "noiseStatic"), key("B", "noiseEphemeral"));
    JsonNode noise = SESSION.get("noise");
    byte[] payloadA = Vectors.hex(noise.get("payloadA").get("hex"));
    byte[] payloadB = Vectors.hex(noise.get("payloadB").get("hex"));
    byte[] first = frame(fromA);
    byte[] second = frame(fromB);
    byte[] third = frame(fromA);
    assertThat(a.write(new byte[0])).isEqualTo(first);
    assertThat(b.read(first)).isEmpty();
    assertThat(b.write(payloadB)).isEqualTo(second);
    assertThat(a.read(second)).isEqualTo(payloadB);
    assertThat(a.write(payloadA)).isEqualTo(third);
    assertThat(b.read(third)).isEqualTo(payloadA);
    assertThat(a.state().hash()).isEqualTo(Vectors.hex(noise.get("handshakeHash")));
    assertThat(Payload.verify(payloadA, b.remoteStatic()))
        .isEqualTo(PeerId.parse(SESSION.get("peerA").textValue()));

    // Both have named the multiplexer in the handshake, so frames follow at once.
    checkFrames(fromA, b.split()[1], "A>B");
    checkFrames(fromB, a.split()[1], "B>A");
  }

  private static void checkFrames(Duplex in, CipherState cipher, String direction)
      throws IOException {
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    Vectors.list(SESSION.get("yamux").get(direction))
        .forEach(
            frame -> {
              expected.writeBytes(Vectors.hex(frame.get("header")));
              expected.writeBytes(Vectors.hex(frame.get("body")));
            });
    Duplex secured =
        new NoiseDuplex(in, cipher, cipher, PeerId.parse(SESSION.get("peerA").textValue()));

    assertThat(secured.readFully(expected.size())).isEqualTo(expected.toByteArray());
    assertThat(secured.read()).isEqualTo(-1);
  }
}

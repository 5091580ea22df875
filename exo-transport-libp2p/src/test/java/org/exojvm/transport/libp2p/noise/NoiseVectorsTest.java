package org.exojvm.transport.libp2p.noise;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.stream.Stream;
import org.exojvm.transport.libp2p.Vectors;
import org.exojvm.transport.libp2p.duplex.MemoryDuplex.Scripted;
import org.exojvm.transport.libp2p.identity.Identity;
import org.exojvm.transport.libp2p.multiformats.WireException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Goal: with the keys of the vectors, every byte and every state is theirs. */
class NoiseVectorsTest {

  static Stream<JsonNode> styles() {
    JsonNode vectors = Vectors.of("noise");
    return Stream.of(
        vectors.get("rustStyleNoExtensions"), vectors.get("jsStyleWithMuxerExtension"));
  }

  static DhKeyPair pair(JsonNode keys, String name) {
    return new DhKeyPair(Vectors.hex(keys.get(name)));
  }

  static Identity identity(JsonNode keys) {
    return Identity.ofSeed(Vectors.hex(keys.get("identitySeed")));
  }

  @ParameterizedTest
  @MethodSource("styles")
  void bothSidesOfAHandshakeAreThoseOfTheVectors(JsonNode vector) throws IOException {
    JsonNode i = vector.get("keys").get("initiator");
    JsonNode r = vector.get("keys").get("responder");
    XxHandshake initiator = new XxHandshake(true, pair(i, "s"), pair(i, "e"));
    XxHandshake responder = new XxHandshake(false, pair(r, "s"), pair(r, "e"));
    byte[] payloadI = Vectors.hex(vector.get("payloadInitiator"));
    byte[] payloadR = Vectors.hex(vector.get("payloadResponder"));

    byte[] first = initiator.write(new byte[0]);
    assertThat(framed(first)).isEqualTo(Vectors.hex(vector.get("frame1")));
    assertThat(responder.read(first)).isEmpty();
    checkState(initiator, responder, vector, "afterMessage1");

    byte[] second = responder.write(payloadR);
    assertThat(framed(second)).isEqualTo(Vectors.hex(vector.get("frame2")));
    assertThat(initiator.read(second)).isEqualTo(payloadR);
    checkState(initiator, responder, vector, "afterMessage2");

    byte[] third = initiator.write(payloadI);
    assertThat(framed(third)).isEqualTo(Vectors.hex(vector.get("frame3")));
    assertThat(responder.read(third)).isEqualTo(payloadI);
    checkState(initiator, responder, vector, "afterMessage3");

    assertThat(initiator.state().split()[0])
        .isEqualTo(Vectors.hex(vector.get("k1InitiatorToResponder")));
    assertThat(initiator.state().split()[1])
        .isEqualTo(Vectors.hex(vector.get("k2ResponderToInitiator")));
    assertThat(Payload.verify(payloadI, responder.remoteStatic())).isEqualTo(identity(i).peerId());
    assertThat(Payload.verify(payloadR, initiator.remoteStatic())).isEqualTo(identity(r).peerId());
  }

  private static void checkState(
      XxHandshake one, XxHandshake other, JsonNode vector, String moment) {
    JsonNode state = vector.get("states").get(moment);
    assertThat(one.state().hash()).isEqualTo(Vectors.hex(state.get("h")));
    assertThat(one.state().chainingKey()).isEqualTo(Vectors.hex(state.get("ck")));
    assertThat(other.state().hash()).isEqualTo(Vectors.hex(state.get("h")));
  }

  @Test
  void aWholeDialogueOfTheRustStyleIsReproduced() throws IOException {
    JsonNode vector = Vectors.of("noise").get("rustStyleNoExtensions");
    JsonNode keys = vector.get("keys").get("initiator");
    byte[] world =
        Vectors.hex(vector.get("transport").get("responderToInitiator").get(0).get("frame"));
    Scripted link = new Scripted(concat(Vectors.hex(vector.get("frame2")), world), 5);

    Noise noise = new Noise(identity(keys), pair(keys, "s"), () -> pair(keys, "e"));
    NoiseDuplex duplex = noise.initiate(link);

    assertThat(link.written())
        .isEqualTo(concat(Vectors.hex(vector.get("frame1")), Vectors.hex(vector.get("frame3"))));
    assertThat(duplex.peer()).isEqualTo(identity(vector.get("keys").get("responder")).peerId());
    assertThat(new String(duplex.readFully(5), UTF_8)).isEqualTo("world");
    assertThat(duplex.read()).isEqualTo(-1);
  }

  @Test
  void transportFramesAreThoseOfTheVectors() throws IOException {
    JsonNode vector = Vectors.of("noise").get("rustStyleNoExtensions");
    byte[] key = Vectors.hex(vector.get("k1InitiatorToResponder"));
    CipherState out = new CipherState(key);
    CipherState in = new CipherState(key);
    for (JsonNode message : vector.get("transport").get("initiatorToResponder")) {
      byte[] text = message.get("plaintextUtf8").textValue().getBytes(UTF_8);
      byte[] frame = new byte[text.length + CipherState.TAG_BYTES];
      out.encrypt(new byte[0], text, text.length, frame, 0);
      assertThat(framed(frame)).isEqualTo(Vectors.hex(message.get("frame")));

      byte[] back = new byte[text.length];
      assertThat(in.decrypt(new byte[0], frame, 0, frame.length, back)).isEqualTo(text.length);
      assertThat(back).isEqualTo(text);
    }
  }

  private static byte[] framed(byte[] message) {
    byte[] head = new byte[NoiseDuplex.LENGTH_BYTES];
    NoiseDuplex.putLength(head, message.length);
    return concat(head, message);
  }

  static byte[] concat(byte[] a, byte[] b) {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(a);
    both.writeBytes(b);
    return both.toByteArray();
  }

  @Test
  void aSmallOrderPointFailsTheHandshake() {
    XxHandshake responder =
        new XxHandshake(false, new DhKeyPair(new byte[32]), new DhKeyPair(new byte[32]));
    byte[] pointOfLowOrder = new byte[32];

    assertThatExceptionOfType(WireException.class)
        .isThrownBy(
            () -> {
              responder.read(pointOfLowOrder);
              responder.write(new byte[0]);
            });
  }
}

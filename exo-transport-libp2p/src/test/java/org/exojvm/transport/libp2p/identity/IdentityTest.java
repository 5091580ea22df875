package org.exojvm.transport.libp2p.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HexFormat;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.exojvm.transport.libp2p.Vectors;
import org.exojvm.transport.libp2p.multiformats.PeerId;
import org.exojvm.transport.libp2p.multiformats.WireException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Goal: keys and signatures are those of other libp2p programs, and forged ones are refused. */
class IdentityTest {

  static Stream<JsonNode> keys() {
    return Vectors.list(Vectors.of("identity").get("keys"));
  }

  @ParameterizedTest
  @MethodSource("keys")
  void keysAndSignaturesAreThoseOfOthers(JsonNode vector) throws IOException {
    Identity identity = Identity.ofSeed(Vectors.hex(vector.get("seed")));
    byte[] signature = Vectors.hex(vector.get("signatureOverUtf8Hello"));

    assertThat(identity.publicKey().raw()).isEqualTo(Vectors.hex(vector.get("publicKeyRaw")));
    assertThat(identity.publicKeyBytes()).isEqualTo(Vectors.hex(vector.get("publicKeyProtobuf")));
    assertThat(identity.toProtobuf()).isEqualTo(Vectors.hex(vector.get("privateKeyProtobuf")));
    assertThat(identity.peerId()).hasToString(vector.get("base58").textValue());
    assertThat(identity.sign("hello".getBytes(UTF_8))).isEqualTo(signature);
    assertThat(Identity.ofProtobuf(identity.toProtobuf()).peerId()).isEqualTo(identity.peerId());

    PublicKey key = PublicKey.of(identity.peerId()).orElseThrow();
    assertThat(key.verify("hello".getBytes(UTF_8), signature)).isTrue();
    assertThat(key.verify("Hello".getBytes(UTF_8), signature)).isFalse();
    signature[0] ^= 1;
    assertThat(key.verify("hello".getBytes(UTF_8), signature)).isFalse();
    assertThat(key.verify("hello".getBytes(UTF_8), new byte[63])).isFalse();
  }

  @Test
  void generatedIdentitiesDiffer() {
    assertThat(Identity.generate().peerId()).isNotEqualTo(Identity.generate().peerId());
  }

  @Test
  void halvesThatDoNotBelongTogetherAreRefused() {
    byte[] message = Identity.ofSeed(new byte[32]).toProtobuf();
    message[4] ^= 1;

    assertThatExceptionOfType(WireException.class).isThrownBy(() -> Identity.ofProtobuf(message));
    assertThatIllegalArgumentException().isThrownBy(() -> Identity.ofSeed(new byte[31]));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0801",
        "08011200",
        "08001220" + "8a88e3dd7409f195fd52db2d3cba5d72ca6709bf1d94121bf3748801b40f6f5c",
        "08011220" + "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "0801122000",
        "0801080108010801080112ff"
      })
  void aKeyOfAnotherKindIsRefused(String hex) {
    byte[] message = HexFormat.of().parseHex(hex);
    assertThatExceptionOfType(WireException.class).isThrownBy(() -> PublicKey.ofProtobuf(message));
  }

  @Test
  void anIdWithoutAnEd25519KeyHasNoKey() throws IOException {
    assertThat(PublicKey.of(PeerId.parse("QmYyQSo1c1Ym7orWxLYvCrM2EmxFTANf8wXmmE7DWjhx5N")))
        .isEmpty();
    assertThat(PublicKey.of(PeerId.ofBytes(HexFormat.of().parseHex("000101")))).isEmpty();
  }

  @Property(tries = 1000)
  void anyBytesAreAKeyOrAreRefused(@ForAll @Size(max = 40) byte[] bytes) {
    try {
      assertThat(PublicKey.ofProtobuf(bytes).raw()).hasSize(PublicKey.RAW_BYTES);
    } catch (WireException e) {
      assertThat(e).hasMessageContaining(" ");
    }
  }
}

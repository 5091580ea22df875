package org.exojvm.transport.libp2p.proto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.exojvm.transport.libp2p.multiformats.WireException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Goal: messages are read back as written, and lies about lengths, types and ends are refused. */
class ProtoReaderTest {

  @Test
  void fieldsAreReadBackAndUnknownOnesPassedOver() throws IOException {
    byte[] message =
        new ProtoWriter()
            .bytes(1, new byte[] {7})
            .uint64(9, 5)
            .string(2, "é")
            .uint64(3, -1)
            .bool(4, true)
            .toByteArray();
    ProtoReader in = new ProtoReader(message, 5);

    assertThat(in.next()).isTrue();
    assertThat(in.bytes(1)).containsExactly(7);
    assertThat(in.next()).isTrue();
    in.skip();
    assertThat(in.next()).isTrue();
    assertThat(in.string(2)).isEqualTo("é");
    assertThat(in.next()).isTrue();
    assertThat(in.uint64()).isEqualTo(-1);
    assertThat(in.next()).isTrue();
    assertThat(in.field()).isEqualTo(4);
    assertThat(in.bool()).isTrue();
    assertThat(in.next()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0a05ff", "0aff", "0aff" + "ffffff07", "08", "0b", "0c", "0a020000", "02"})
  void aMalformedFieldIsRefused(String hex) {
    assertThatExceptionOfType(WireException.class).isThrownBy(() -> drain(hex, 1));
  }

  @Test
  void tooManyFieldsAreRefused() {
    assertThatExceptionOfType(WireException.class).isThrownBy(() -> drain("0a000a000a00", 2));
  }

  private static void drain(String hex, int maxFields) throws IOException {
    ProtoReader in = new ProtoReader(HexFormat.of().parseHex(hex), maxFields);
    while (in.next()) {
      in.bytes(1);
    }
  }

  @Property(tries = 2000)
  void anyBytesAreReadOrRefused(@ForAll @Size(max = 60) byte[] bytes) {
    ProtoReader in = new ProtoReader(bytes, 8);
    try {
      while (in.next()) {
        switch (in.field() % 4) {
          case 0 -> assertThat(in.bytes(20)).hasSizeLessThanOrEqualTo(20);
          case 1 -> in.uint64();
          case 2 -> in.string(20);
          default -> in.skip();
        }
      }
    } catch (WireException e) {
      assertThat(e).hasMessageContaining(" ");
    }
  }
}

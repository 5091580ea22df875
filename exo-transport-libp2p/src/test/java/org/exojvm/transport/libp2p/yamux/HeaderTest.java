package org.exojvm.transport.libp2p.yamux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.exojvm.transport.libp2p.Vectors;
import org.exojvm.transport.libp2p.multiformats.WireException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Goal: headers are those of other programs. */
class HeaderTest {

  static Stream<JsonNode> frames() {
    return Vectors.list(Vectors.of("yamux").get("frames"));
  }

  @ParameterizedTest
  @MethodSource("frames")
  void headersAreThoseOfOthers(JsonNode vector) throws IOException {
    byte[] bytes = Arrays.copyOf(Vectors.hex(vector.get("hex")), Header.BYTES);
    Header header =
        new Header(
            vector.get("type").intValue(),
            vector.get("flag").intValue(),
            vector.get("streamID").longValue(),
            vector.get("length").longValue());
    byte[] target = new byte[Header.BYTES];

    assertThat(Header.decode(bytes)).isEqualTo(header);
    assertThat(header.encode(target)).isEqualTo(Header.BYTES);
    assertThat(target).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "010000000000000100000000",
        "000400000000000100000000",
        "00ff00000000000100000000"
      })
  void anotherVersionOrTypeIsRefused(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    assertThatExceptionOfType(WireException.class).isThrownBy(() -> Header.decode(bytes));
  }
}

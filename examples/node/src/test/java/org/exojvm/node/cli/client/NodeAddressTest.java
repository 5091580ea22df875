package org.exojvm.node.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Goal: addresses are taken as people write them, and what cannot be one is refused. */
class NodeAddressTest {

  @ParameterizedTest
  @CsvSource({
    "localhost, http://localhost:52415",
    "10.0.0.7:80, http://10.0.0.7:80",
    "http://studio-1/, http://studio-1:52415",
    "https://exo.example, https://exo.example:443",
    "[::1], http://[::1]:52415"
  })
  void aHostAloneIsEnough(String written, String url) {
    assertThat(NodeAddress.parse(written).url()).isEqualTo(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "ftp://x", "http://x/api", "x:99999999999", "a b", "http://x?token=1"})
  void otherThingsAreRefusedWithAHint(String written) {
    assertThatThrownBy(() -> NodeAddress.parse(written))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Maybe use " + NodeAddress.DEFAULT);
  }

  @Test
  void aPasswordIsNotShown() {
    assertThatThrownBy(() -> NodeAddress.parse("http://me:secret@x"))
        .hasMessageNotContaining("secret");
  }
}

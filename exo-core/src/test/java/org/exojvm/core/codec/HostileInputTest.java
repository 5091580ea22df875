package org.exojvm.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Goal: input costs at most its own size, and ends in a rejection that names place and bound. */
class HostileInputTest {

  private static final int DEEP = 10_000;
  private static final int MEBIBYTE = 1 << 20;

  private static void rejected(WireType<?> type, String text, String... parts) {
    assertThatThrownBy(() -> ExoJson.wire().decode(type, text))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContainingAll(parts)
        .hasMessageEndingWith(".")
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(1_000));
  }

  @Test
  void nestingOfTenThousandIsRejectedWhereverItIs() {
    String arrays = "[".repeat(DEEP);
    String objects = "{\"a\":".repeat(DEEP);
    rejected(WireTypes.EVENT, arrays, "Event");
    rejected(WireTypes.EVENT, objects, "Event");
    rejected(WireTypes.TOPOLOGY, "{\"nodes\":" + arrays, "TopologySnapshot");
    String params = "{\"model\":\"m\",\"input\":[],\"tools\":[";
    rejected(WireTypes.TEXT_GENERATION_TASK_PARAMS, params + objects, "limit", "depth");
    rejected(WireTypes.USAGE, "{\"ignored\":" + arrays, "limit", "depth");
    rejected(WireTypes.DOWNLOAD_PROGRESS_DATA, "{\"files\":{\"a\":".repeat(DEEP), "limit", "depth");
    assertThatThrownBy(
            () ->
                ExoJson.wireKeepingUnknownEvents()
                    .decode(WireTypes.EVENT, "{\"New\":{\"event_id\":\"a\",\"x\":" + arrays))
        .isInstanceOf(MalformedMessageException.class);
  }

  @Test
  void nestingWithinTheBoundIsRead() throws MalformedMessageException {
    int depth = ExoJson.MAX_NESTING_DEPTH - 3;
    String deep = "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
    String text = "{\"model\":\"m\",\"input\":[],\"tools\":[" + deep + "]}";
    assertThat(ExoJson.wire().decode(WireTypes.TEXT_GENERATION_TASK_PARAMS, text).tools())
        .hasSize(1);
  }

  @Test
  void stringsOfOneMebibyteAreRejected() {
    String text = "{\"TestEvent\":{\"event_id\":\"" + "x".repeat(MEBIBYTE) + "\"}}";
    rejected(WireTypes.EVENT, text, "Event.TestEvent.event_id", "limit");
    rejected(WireTypes.EVENT, "{\"" + "x".repeat(MEBIBYTE) + "\":{}}", "limit");
    rejected(
        WireTypes.TOPOLOGY,
        "{\"nodes\":[],\"connections\":{\"" + "x".repeat(MEBIBYTE) + "\":{}}}",
        "limit");
  }

  @Test
  void piecesOfImagesAreRead() throws MalformedMessageException {
    String data = "A".repeat(MEBIBYTE / 2);
    String text =
        "{\"InputImageChunk\":{\"model\":\"m\",\"command_id\":\"c\",\"data\":\""
            + data
            + "\",\"chunk_index\":0,\"total_chunks\":1}}";
    assertThat(ExoJson.wire().decode(WireTypes.INPUT_IMAGE_CHUNK, text).data()).isEqualTo(data);
  }

  @Test
  void longIdsAreRejected() {
    String id = "x".repeat(ExoJson.MAX_ID_CHARS + 1);
    rejected(
        WireTypes.EVENT,
        "{\"TestEvent\":{\"event_id\":\"" + id + "\"}}",
        "Event.TestEvent.event_id",
        "longer than " + ExoJson.MAX_ID_CHARS);
  }

  @Test
  void numbersOfTenThousandDigitsAreRejected() {
    String digits = "9".repeat(DEEP);
    rejected(WireTypes.MEMORY, "{\"in_bytes\":" + digits + "}", "Memory.in_bytes");
    rejected(WireTypes.SYSTEM_PERFORMANCE_PROFILE, "{\"temp\":0." + digits + "}", "temp");
    rejected(WireTypes.SYSTEM_PERFORMANCE_PROFILE, "{\"temp\":1e" + digits + "}", "temp");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{\"in_bytes\"",
        "{\"in_bytes\":",
        "{\"in_bytes\":1",
        "{\"in_bytes\":1,",
        "{\"in_bytes\":1,}",
        "{in_bytes:1}",
        "{'in_bytes':1}",
        "{\"in_bytes\":01}",
        "{\"in_bytes\":+1}",
        "{\"in_bytes\":0x1}",
        "{\"in_bytes\":1}}",
        "{\"in_bytes\":1} x",
        "{\"in_bytes\":1}{}",
        "{\"in_bytes\":1}//",
        "/**/{\"in_bytes\":1}",
        "\ufeff{\"in_bytes\":1}",
        "nul",
      })
  void textThatIsNotExactlyOneValueIsRejected(String text) {
    rejected(WireTypes.MEMORY, text, "Memory");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\ud800", "\\udc00", "\\ud800x", "\\udc00\\ud800", "x\\ud83d"})
  void halvesOfSurrogatePairsAreRejected(String escaped) {
    rejected(
        WireTypes.HOST, "{\"ip\":\"" + escaped + "\",\"port\":1}", "Host.ip", "lone surrogate");
    rejected(
        WireTypes.TOPOLOGY, "{\"nodes\":[],\"connections\":{\"" + escaped + "\":{}}}", "surrogate");
    rejected(WireTypes.MEMORY, "{\"" + escaped + "\":1}", "Memory");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ff", "c0af", "eda080", "e282", "f5808080", "80", "fe"})
  void bytesThatAreNotUtf8AreRejected(String hex) {
    byte[] bad = HexFormat.of().parseHex(hex);
    byte[] message = "{\"ip\":\"????\",\"port\":1}".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bad, 0, message, 7, bad.length);
    assertThatThrownBy(() -> ExoJson.wire().decode(WireTypes.HOST, message))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("UTF-8");
  }

  @Test
  void aReplacementCharacterThatWasSentIsKept() throws MalformedMessageException {
    byte[] message = "{\"ip\":\"\ufffd\",\"port\":1}".getBytes(StandardCharsets.UTF_8);
    assertThat(ExoJson.wire().decode(WireTypes.HOST, message).ip()).isEqualTo("\ufffd");
  }

  @Test
  void messagesBeyondTheBoundAreNotLookedInto() {
    byte[] message = new byte[ExoJson.MAX_MESSAGE_BYTES + 1];
    assertThatThrownBy(() -> ExoJson.wire().decode(WireTypes.EVENT, message))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining(String.valueOf(ExoJson.MAX_MESSAGE_BYTES));
  }
}

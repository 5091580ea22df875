package org.exojvm.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** D11: what the reference lets pass for lack of a check is rejected, with a clear error. */
class D11StrictDecodingTest {

  private static void rejected(WireType<?> type, String text, String... parts) {
    Stream.of(ExoJson.wire(), ExoJson.api())
        .forEach(
            codec ->
                assertThatThrownBy(() -> codec.decode(type, text))
                    .isInstanceOf(MalformedMessageException.class)
                    .hasMessageContainingAll(parts));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"event_id\":\"a\",\"task_id\":\"b\"}",
        "{\"event_id\":\"a\"}",
        "[]",
        "null",
        "\"TestEvent\"",
      })
  void bareEventsAreRejected(String text) {
    rejected(WireTypes.EVENT, text, "Event");
  }

  @Test
  void bareRunnerStatusIsRejected() {
    rejected(WireTypes.RUNNER_STATUS, "{}", "exactly one tag", "RunnerIdle");
    rejected(WireTypes.RUNNER_STATUS, "{\"errorMessage\":\"x\"}", "no tag \"errorMessage\"");
    rejected(WireTypes.RUNNER_STATUS, "{\"RunnerReady\":null}", "RunnerReady", "found null");
  }

  @Test
  void memoryUsageIsBareAndNothingElseIs() throws MalformedMessageException {
    String bare =
        "{\"ram_total\":{\"in_bytes\":1},\"ram_available\":{\"in_bytes\":1},"
            + "\"swap_total\":{\"in_bytes\":1},\"swap_available\":{\"in_bytes\":1}}";
    assertThat(
            ExoJson.wire()
                .encode(
                    WireTypes.GATHERED_INFO, ExoJson.wire().decode(WireTypes.GATHERED_INFO, bare)))
        .isEqualTo(bare);
    rejected(WireTypes.GATHERED_INFO, "{\"MemoryUsage\":" + bare + "}", "no tag \"MemoryUsage\"");
    rejected(WireTypes.GATHERED_INFO, "{\"enabled\":true}", "no tag \"enabled\"");
    rejected(WireTypes.GATHERED_INFO, "{}", "empty");
  }

  @Test
  void twoTagsAreRejected() {
    rejected(
        WireTypes.RUNNER_STATUS, "{\"RunnerReady\":{},\"RunnerIdle\":{}}", "second tag", "one");
  }

  @Test
  void unknownTagsAreRejected() {
    rejected(WireTypes.EVENT, "{\"NodeTimedOut\":{\"event_id\":\"a\"}}", "no tag \"NodeTimedOut\"");
    rejected(WireTypes.COMMAND, "{\"StartDownload\":{}}", "no tag \"StartDownload\"");
  }

  @Test
  void missingAndEmptyIdsAreRejected() {
    rejected(WireTypes.EVENT, "{\"TestEvent\":{}}", "missing", "Event.TestEvent");
    rejected(WireTypes.TASK_STATUS, "\"pending\"", "\"pending\"", "Pending");
    rejected(WireTypes.IMAGE_EDITS_TASK_PARAMS, "{\"prompt\":\"p\"}", "\"model\"", "missing");
    String empty = "{\"nodes\":[\"\"],\"connections\":{}}";
    rejected(WireTypes.TOPOLOGY, empty, "NodeId is empty", "nodes[0]");
    rejected(WireTypes.TOPOLOGY, "{\"nodes\":[],\"connections\":{\"\":{}}}", "NodeId is empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {"!!!", "abc", "YWJj ZA==", "YQ=", "YR==", "YQ==\\n", "_w==", "Y=Q="})
  void sloppyBase64IsRejected(String data) {
    String text =
        "{\"JacclSideChannelData\":{\"event_id\":\"a\",\"instance_id\":\"i\",\"runner_id\":\"r\","
            + "\"sequence\":0,\"data\":\""
            + data
            + "\"}}";
    assertThatThrownBy(() -> ExoJson.wire().decode(WireTypes.EVENT, text))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContainingAll("JacclSideChannelData.data", "base64");
  }

  @ParameterizedTest
  @CsvSource({
    "9223372036854775808, 64 bits",
    "-9223372036854775809, 64 bits",
    "1.0, integer",
    "1e3, integer",
    "true, integer",
    "null, integer",
    "'\"1\"', integer",
  })
  void integersAreIntegersOf64Bits(String number, String why) {
    assertThatThrownBy(
            () -> ExoJson.wire().decode(WireTypes.MEMORY, "{\"in_bytes\":" + number + "}"))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContainingAll("Memory.in_bytes", why);
  }

  @Test
  void smallIntegersHave32Bits() {
    rejected(WireTypes.HOST, "{\"ip\":\"a\",\"port\":4294967297}", "32 bits", "4294967297");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "1e999", "-1e999", "null", "\"1\""})
  void floatsAreFinite(String number) {
    assertThatThrownBy(
            () ->
                ExoJson.wire()
                    .decode(WireTypes.SYSTEM_PERFORMANCE_PROFILE, "{\"temp\":" + number + "}"))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("SystemPerformanceProfile.temp");
  }

  @Test
  void eachCodecKnowsOneSpelling() throws MalformedMessageException {
    String snake = "{\"in_bytes\":1}";
    String camel = "{\"inBytes\":1}";
    assertThat(ExoJson.wire().decode(WireTypes.MEMORY, snake))
        .isEqualTo(ExoJson.api().decode(WireTypes.MEMORY, camel));
    assertThatThrownBy(() -> ExoJson.wire().decode(WireTypes.MEMORY, camel))
        .hasMessageContainingAll("no field \"inBytes\"", "in_bytes");
    assertThatThrownBy(() -> ExoJson.api().decode(WireTypes.MEMORY, snake))
        .hasMessageContainingAll("no field \"in_bytes\"", "inBytes");
  }

  @ParameterizedTest
  @CsvSource({
    "/ip4/999.1.1.1/tcp/80, ip4",
    "/ip4/1.2.3.4/tcp/99999, 65535",
    "/ip4/1.2.3.4/udp/80, multiaddr",
    "/ip6/fe80::1%en0/tcp/1, multiaddr",
    "'', multiaddr",
  })
  void addressesAreInRange(String address, String why) {
    rejected(WireTypes.MULTIADDR, "{\"address\":\"" + address + "\"}", "Multiaddr", why);
  }

  @Test
  void repeatedNamesAreRejected() {
    rejected(WireTypes.HOST, "{\"ip\":\"a\",\"ip\":\"b\",\"port\":1}", "twice", "Host");
    rejected(
        WireTypes.TOPOLOGY, "{\"nodes\":[],\"connections\":{\"a\":{},\"a\":{}}}", "\"a\"", "twice");
    rejected(
        WireTypes.TEXT_GENERATION_TASK_PARAMS,
        "{\"model\":\"m\",\"input\":[],\"tools\":[{\"x\":1,\"x\":2}]}",
        "tools[0]",
        "twice");
  }
}

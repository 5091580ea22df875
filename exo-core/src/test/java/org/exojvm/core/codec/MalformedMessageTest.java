package org.exojvm.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;

/** Goal: a rejection tells where, what and what to do. */
class MalformedMessageTest {

  private static MalformedMessageException rejection(WireType<?> type, String text) {
    return catchThrowableOfType(
        MalformedMessageException.class, () -> ExoJson.wire().decode(type, text));
  }

  @Test
  void thePathLeadsToTheValue() {
    MalformedMessageException e =
        rejection(
            WireTypes.EVENT,
            "{\"TaskCreated\":{\"event_id\":\"e\",\"task_id\":\"t\",\"task\":{\"LoadModel\":"
                + "{\"task_id\":\"t\",\"task_status\":\"Perhaps\",\"instance_id\":\"i\"}}}}");
    assertThat(e.path()).isEqualTo("Event.TaskCreated.task.LoadModel.task_status");
    assertThat(e)
        .hasMessage(
            "Event.TaskCreated.task.LoadModel.task_status: \"Perhaps\" is none of the allowed"
                + " words. Use one of [Pending, Running, Complete, TimedOut, Failed, Cancelled], in"
                + " this case.");
  }

  @Test
  void thePathCountsElements() {
    assertThat(rejection(WireTypes.TOPOLOGY, "{\"nodes\":[\"a\",\"b\",3],\"connections\":{}}"))
        .hasMessage(
            "TopologySnapshot.nodes[2]: Expected a string but found 3. Send the documented type.");
  }

  @Test
  void missingFieldsAreNamedWithTheirRecord() {
    assertThat(rejection(WireTypes.HOST, "{\"ip\":\"a\"}"))
        .hasMessage("Host: The field \"port\" of Host is missing. It has no default, send it.");
  }

  @Test
  void unknownFieldsAreAnsweredWithTheKnownOnes() {
    assertThat(rejection(WireTypes.HOST, "{\"ip\":\"a\",\"prot\":1}"))
        .hasMessage("Host.prot: Host has no field \"prot\". Use one of [ip, port].");
  }

  @Test
  void whatARecordChecksIsARejectionToo() {
    assertThat(rejection(WireTypes.HOST, "{\"ip\":\"a\",\"port\":65536}"))
        .hasMessageContainingAll("Host.port is 65536 but must be 0..65535.", "Correct the value.");
    assertThat(
            rejection(
                WireTypes.INSTANCE,
                "{\"MlxRingInstance\":{\"instance_id\":\"i\",\"shard_assignments\":{\"model_id\":"
                    + "\"m\",\"runner_to_shard\":{},\"node_to_runner\":{\"n\":\"r\"}},"
                    + "\"hosts_by_node\":{},\"ephemeral_port\":1}}"))
        .hasMessageContainingAll("Instance.MlxRingInstance.shard_assignments", "runnerToShard");
  }

  @Test
  void longValuesAreShortened() {
    MalformedMessageException e =
        rejection(WireTypes.TASK_STATUS, "\"" + "x".repeat(100_000) + "\"");
    assertThat(e.getMessage()).hasSizeLessThan(300).contains("100000 characters");
  }

  @Test
  void brokenTextIsAnsweredWithItsPlace() {
    assertThat(rejection(WireTypes.HOST, "{\"ip\":\"a\",\"port\":?}"))
        .hasMessageContainingAll("Host.port", "character 1", "Send one complete JSON value.");
  }

  @Test
  void rejectionsAreCheap() {
    assertThat(rejection(WireTypes.HOST, "{}").getStackTrace()).isEmpty();
  }
}

package org.exojvm.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.nio.file.Path;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.node.api.ApiNode.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goal: intents are declared, read, edited and withdrawn over HTTP as over the library. */
class IntentRoutesTest {

  @TempDir private static Path directory;
  private static ApiNode api;

  @BeforeAll
  static void start() throws Exception {
    api = ApiNode.alone(directory);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static String body(String id, String more) {
    return "{\"model_id\":\"%s\",\"meta_instance_id\":\"%s\"%s}".formatted(ApiNode.MODEL, id, more);
  }

  @Test
  void anIntentIsDeclaredReadAndWithdrawnInTheShapesOfTheReference() throws Exception {
    Answer created = api.post("/meta_instance", body("life", ""));
    assertThat(created.status()).isEqualTo(200);
    assertThat(created.json().get("message").asText()).isEqualTo("Command received.");
    assertThat(created.json().get("command_id").asText()).isNotEmpty();
    assertThat(created.json().get("meta_instance_id").asText()).isEqualTo("life");
    assertThat(created.json().get("durability").asText()).isEqualTo("local");
    String flat =
        "{\"metaInstanceId\":\"life\",\"modelId\":\"%s\",\"sharding\":\"Pipeline\",\"instanceMeta\":\"MlxRing\",\"minNodes\":1,\"nodeIds\":null,\"placementError\":null,\"consecutiveFailures\":0,\"lastFailureError\":null}"
            .formatted(ApiNode.MODEL);
    assertThat(api.get("/meta_instance/life").body()).isEqualTo(flat);
    assertThat(api.get("/meta_instances").json().get("life").toString()).isEqualTo(flat);
    Answer deleted = api.delete("/meta_instance/life");
    assertThat(deleted.json().get("meta_instance_id").asText()).isEqualTo("life");
    assertThat(api.get("/meta_instance/life").status()).isEqualTo(404);
    Answer again = api.delete("/meta_instance/life");
    assertThat(again.status()).isEqualTo(404);
    assertThat(again.json().at("/error/code").asText()).isEqualTo("not_found");
  }

  @Test
  void theSameIntentAgainIsTheSameAnswerAndAnotherOneUnderItsIdIsAConflict() throws Exception {
    assertThat(api.post("/meta_instance", body("twice", "")).status()).isEqualTo(200);
    assertThat(api.post("/meta_instance", body("twice", "")).status()).isEqualTo(200);
    Answer other = api.post("/meta_instance", body("twice", ",\"min_nodes\":2"));
    assertThat(other.status()).isEqualTo(409);
    assertThat(other.message()).contains("twice").contains("Maybe");
  }

  @Test
  void withoutAnIdEachIsAnIntentOfItsOwn() throws Exception {
    String body = "{\"modelId\":\"%s\",\"paused\":true}".formatted(ApiNode.MODEL);
    String one = api.post("/meta_instance", body).json().get("meta_instance_id").asText();
    String other = api.post("/meta_instance", body).json().get("meta_instance_id").asText();
    assertThat(one).isNotEqualTo(other);
    assertThat(api.get("/meta_instances").json().fieldNames()).toIterable().contains(one, other);
  }

  @Test
  void whatCannotBePlacedYetIsAcceptedAndSaysWhy() throws Exception {
    assertThat(api.post("/meta_instance", body("wide", ",\"min_nodes\":3")).status())
        .isEqualTo(200);
    var _ =
        api.await(
            state ->
                state.metaInstances().get(MetaInstanceId.of("wide")).status().placementError()
                    != null);
    assertThat(api.get("/meta_instance/wide").json().get("placementError").asText())
        .isEqualTo("No cycles found with sufficient memory");
    Answer explained = api.get("/meta_instance/wide/explain");
    assertThat(explained.json().get("phase").asText()).isEqualTo("unplaceable");
    assertThat(explained.json().get("text").asText()).contains("wide");
  }

  @Test
  void anEditChangesWhatItNamesAndRaisesTheGeneration() throws Exception {
    var _ = api.post("/meta_instance", body("edited", ",\"paused\":true"));
    Answer edited =
        api.patch(
            "/meta_instance/edited",
            "{\"minNodes\":2,\"preferred_node_ids\":[\"a\",\"b\"],\"expected_generation\":0}");
    assertThat(edited.status()).isEqualTo(200);
    assertThat(edited.json().get("minNodes").asInt()).isEqualTo(2);
    assertThat(edited.json().get("generation").asLong()).isEqualTo(1);
    assertThat(edited.json().get("preferredNodes").toString()).isEqualTo("[\"a\",\"b\"]");
    assertThat(edited.json().get("paused").asBoolean()).isTrue();
    Answer late = api.patch("/meta_instance/edited", "{\"min_nodes\":5,\"expected_generation\":0}");
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.message()).contains("at generation 1").contains("0 was expected");
    Answer cleared = api.patch("/meta_instance/edited", "{\"preferred_node_ids\":null}");
    assertThat(cleared.json().has("preferredNodes")).isFalse();
    assertThat(cleared.json().get("minNodes").asInt()).isEqualTo(2);
  }

  @Test
  void anIntentIsPausedAndResumed() throws Exception {
    var _ = api.post("/meta_instance", body("rests", ",\"paused\":true"));
    assertThat(api.get("/meta_instance/rests").json().get("paused").asBoolean()).isTrue();
    assertThat(api.get("/meta_instance/rests/explain").json().get("phase").asText())
        .isEqualTo("paused");
    Answer resumed = api.patch("/meta_instance/rests", "{\"paused\":false}");
    assertThat(resumed.json().has("paused")).isFalse();
    assertThat(api.patch("/meta_instance/rests", "{\"paused\":true}").status()).isEqualTo(200);
    assertThat(api.get("/meta_instance/rests").json().get("paused").asBoolean()).isTrue();
  }

  @Test
  void whatIsMalformedOrContradictsItselfIsRefusedAndChangesNothing() throws Exception {
    var before = api.node.state().metaInstances();
    for (String more :
        ImmutableList.of(
            ",\"sharding\":\"Sideways\"",
            ",\"sharding\":\"pipeline\"",
            ",\"sharding\":null",
            ",\"sharding\":7",
            ",\"instance_meta\":\"MlxString\"",
            ",\"min_nodes\":0",
            ",\"min_nodes\":-1",
            ",\"min_nodes\":1.5",
            ",\"min_nodes\":\"2\"",
            ",\"min_nodes\":null",
            ",\"min_nodes\":99999999999999999999",
            ",\"min_nodes\":3,\"max_nodes\":2",
            ",\"min_nodes\":1,\"minNodes\":1",
            ",\"min_nodes\":1,\"min_nodes\":1",
            ",\"node_ids\":\"a\"",
            ",\"node_ids\":[1]",
            ",\"node_ids\":[\"\"]",
            ",\"node_ids\":[\"a\",\"b\"],\"max_nodes\":1",
            ",\"node_ids\":[\"a\"],\"forbidden_node_ids\":[\"a\"]",
            ",\"preferred_node_ids\":[\"a\"],\"forbidden_node_ids\":[\"a\"]",
            ",\"required_node_policy\":\"perhaps\"",
            ",\"preference\":\"speed\"",
            ",\"strategy\":\"astrology\"",
            ",\"concurrency\":0",
            ",\"expected_generation\":4",
            ",\"paused\":\"yes\"",
            ",\"command_id\":\"\"",
            ",",
            "}{")) {
      Answer refused = api.post("/meta_instance", body("refused", more));
      assertThat(refused.status()).as(more).isEqualTo(400);
      assertThat(refused.message()).as(more).isNotEmpty();
    }
    assertThat(api.node.state().metaInstances().containsKey(MetaInstanceId.of("refused")))
        .isFalse();
    assertThat(before.containsKey(MetaInstanceId.of("refused"))).isFalse();
  }

  @Test
  void theFieldThatIsToBlameIsNamed() throws Exception {
    ImmutableMap<String, String> blamed =
        ImmutableMap.<String, String>builder()
            .put(",\"min_nodes\":0", "min_nodes")
            .put(",\"min_nodes\":3,\"max_nodes\":2", "max_nodes")
            .put(",\"node_ids\":[\"a\",\"b\"],\"max_nodes\":1", "node_ids")
            .put(",\"node_ids\":[\"a\"],\"forbidden_node_ids\":[\"a\"]", "node_ids")
            .put(",\"context_tokens\":-1", "context_tokens")
            .put(",\"concurrency\":0", "concurrency")
            .put(",\"sharding\":\"Sideways\"", "sharding")
            .buildOrThrow();
    for (String more : blamed.keySet()) {
      Answer refused = api.post("/meta_instance", body("blamed", more));
      assertThat(refused.json().at("/error/param").asText()).isEqualTo(blamed.get(more));
    }
  }

  @Test
  void aBodyThatIsNoObjectIsToldWhereAndWhy() throws Exception {
    assertThat(api.post("/meta_instance", "").message()).contains("it is empty");
    assertThat(api.post("/meta_instance", "{\"a\":1,\n\"a\":2}").message())
        .contains("line 2, column ", "a field is there twice");
    assertThat(api.post("/meta_instance", "{\"a\":1} {}").message())
        .contains("something follows the object");
    assertThat(api.post("/meta_instance", "{\"a\":").message()).contains("it ends too early");
    assertThat(api.post("/meta_instance", "{\"a\":" + "[".repeat(100)).message())
        .contains("deeper than 64");
  }

  @Test
  void whatIsNotThereToBeWithdrawnIsToldInTheWordsOfTheReference() throws Exception {
    Answer missing = api.delete("/meta_instance/nobody");
    assertThat(missing.status()).isEqualTo(404);
    assertThat(missing.message()).startsWith("MetaInstance not found");
  }

  @Test
  void idsThatCouldNotBeNamedInAPathAreRefused() throws Exception {
    for (String id : ImmutableList.of(".", "..", "", "a\\u0000b", "\\ud800", "x".repeat(257))) {
      assertThat(api.post("/meta_instance", body(id, "")).status()).as(id).isEqualTo(400);
    }
    assertThat(api.post("/meta_instance", body("o/d d%?#ü", ",\"paused\":true")).status())
        .isEqualTo(200);
    assertThat(api.get("/meta_instance/o%2Fd%20d%25%3F%23%C3%BC").status()).isEqualTo(200);
    assertThat(api.delete("/meta_instance/o%2Fd%20d%25%3F%23%C3%BC").status()).isEqualTo(200);
  }

  @Test
  void anUnknownModelIsRefusedWithItsNearestNames() throws Exception {
    Answer refused = api.post("/meta_instance", "{\"model_id\":\"mlx-community/Qwen3-0.6B-4bot\"}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().at("/error/code").asText()).isEqualTo("model_not_found");
    assertThat(refused.json().at("/error/param").asText()).isEqualTo("model_id");
    assertThat(refused.message()).contains(ApiNode.MODEL);
  }

  @Test
  void anEditOfWhichOneFieldIsWrongChangesNone() throws Exception {
    assertThat(api.post("/meta_instance", body("whole", "")).status()).isEqualTo(200);
    Answer refused = api.patch("/meta_instance/whole", "{\"min_nodes\":2,\"paused\":1}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(api.get("/meta_instance/whole").json().get("minNodes").asInt()).isEqualTo(1);
  }

  @Test
  void anEditOfAFieldThatIsNotThereIsRefused() throws Exception {
    var _ = api.post("/meta_instance", body("typo", ",\"paused\":true"));
    Answer refused = api.patch("/meta_instance/typo", "{\"min_node\":2}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.message()).contains("min_node").contains("min_nodes");
    assertThat(api.patch("/meta_instance/typo", "{\"model_id\":\"x\"}").status()).isEqualTo(400);
    assertThat(api.patch("/meta_instance/nobody", "{\"min_nodes\":2}").status()).isEqualTo(404);
  }
}

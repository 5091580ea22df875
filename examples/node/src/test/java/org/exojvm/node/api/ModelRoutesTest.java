package org.exojvm.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.core.download.DownloadProgress.DownloadCompleted;
import org.exojvm.core.download.DownloadProgress.DownloadPending;
import org.exojvm.node.api.ApiNode.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goal: models are listed, added, fetched and deleted; what is in use stays. */
class ModelRoutesTest {

  private static final String CARD =
      """
      {"model_id":"%s","storage_size":{"in_bytes":5242880},"n_layers":4,"hidden_size":64,
       "supports_tensor":true,"tasks":["TextGeneration"],"family":"own"}
      """;

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

  private static JsonNode listed(String id) throws Exception {
    for (JsonNode model : api.get("/v1/models").json().get("data")) {
      if (model.get("id").asText().equals(id)) {
        return model;
      }
    }
    throw new AssertionError(id + " is not listed.");
  }

  @Test
  void modelsAreListedWithTheFieldsOfTheReferenceInItsOrder() throws Exception {
    Answer list = api.get("/models");
    assertThat(list.json().get("object").asText()).isEqualTo("list");
    assertThat(api.get("/v1/models").body()).isEqualTo(list.body());
    JsonNode model = listed(ApiNode.MODEL);
    assertThat(model.fieldNames())
        .toIterable()
        .containsExactly(
            "id",
            "object",
            "created",
            "owned_by",
            "hugging_face_id",
            "name",
            "description",
            "context_length",
            "tags",
            "storage_size_megabytes",
            "supports_tensor",
            "tasks",
            "is_custom",
            "family",
            "quantization",
            "base_model",
            "capabilities");
    assertThat(model.get("name").asText()).isEqualTo("Qwen3-0.6B-4bit");
    assertThat(model.get("owned_by").asText()).isEqualTo("exo");
    assertThat(model.get("storage_size_megabytes").asLong()).isPositive();
    assertThat(model.get("context_length").asLong()).isPositive();
    assertThat(model.get("is_custom").asBoolean()).isFalse();
  }

  @Test
  void anAddedCardIsListedAndCanBeWanted() throws Exception {
    Answer added = api.post("/models/add", CARD.formatted("own/model"));
    assertThat(added.status()).as(added.body()).isEqualTo(200);
    assertThat(listed("own/model")).isEqualTo(added.json());
    assertThat(added.json().get("is_custom").asBoolean()).isTrue();
    assertThat(added.json().get("storage_size_megabytes").asLong()).isEqualTo(5);
    assertThat(api.post("/models/add", CARD.formatted("own/model")).status()).isEqualTo(200);
    Answer other =
        api.post("/models/add", CARD.formatted("own/model").replace("\"own\"", "\"mine\""));
    assertThat(other.status()).isEqualTo(409);
    var _ = api.post("/meta_instance", "{\"model_id\":\"own/model\",\"meta_instance_id\":\"own\"}");
    var _ =
        api.await(
            state ->
                state.instances().asMap().values().stream()
                    .anyMatch(one -> MetaInstanceId.of("own").equals(one.metaInstanceId())));
    assertThat(api.delete("/meta_instance/own").status()).isEqualTo(200);
  }

  @Test
  void whatIsNoCardIsRefused() throws Exception {
    for (String bad :
        ImmutableList.of(
            "{}",
            "[]",
            "7",
            "",
            CARD.formatted(""),
            CARD.formatted("a\\nb"),
            CARD.formatted("own/bad").replace("5242880", "0"),
            CARD.formatted("own/bad").replace("5242880", "-1"),
            CARD.formatted("own/bad").replace("\"n_layers\":4", "\"n_layers\":0"),
            CARD.formatted("own/bad").replace("TextGeneration", "Mindreading"))) {
      Answer refused = api.post("/models/add", bad);
      assertThat(refused.status()).as(bad).isEqualTo(400);
    }
    assertThat(api.get("/models").body()).doesNotContain("own/bad");
  }

  @Test
  void aModelIsFetchedAndDeletedOnANode() throws Exception {
    String fetch = "{\"target_node_id\":\"n1\",\"model_id\":\"%s\"}".formatted(ApiNode.MODEL);
    Answer started = api.post("/download/start", fetch);
    assertThat(started.status()).as(started.body()).isEqualTo(200);
    assertThat(started.json().get("commandId").asText()).isNotEmpty();
    var _ = api.await(state -> is(state, DownloadCompleted.class));
    JsonNode mine = api.get("/download").json().get("n1");
    assertThat(mine.toString()).contains("\"DownloadCompleted\"").contains(ApiNode.MODEL);
    assertThat(api.delete("/download/n1/" + ApiNode.MODEL).status()).isEqualTo(200);
    var _ = api.await(state -> is(state, DownloadPending.class));
    Answer cancelled = api.post("/download/cancel", fetch);
    assertThat(cancelled.status()).as(cancelled.body()).isEqualTo(200);
  }

  private static boolean is(org.exojvm.core.state.State state, Class<?> stage) {
    return state.downloads().asMap().values().stream()
        .flatMap(ImmutableList::stream)
        .anyMatch(
            one ->
                one.shardMetadata().modelCard().modelId().value().equals(ApiNode.MODEL)
                    && stage.isInstance(one));
  }

  @Test
  void whatIsNotThereCannotBeFetchedOrDeleted() throws Exception {
    assertThat(
            api.post(
                    "/download/start",
                    "{\"target_node_id\":\"nobody\",\"model_id\":\"%s\"}".formatted(ApiNode.MODEL))
                .status())
        .isEqualTo(404);
    assertThat(
            api.post("/download/start", "{\"target_node_id\":\"n1\",\"model_id\":\"no/such\"}")
                .status())
        .isEqualTo(400);
    assertThat(api.post("/download/start", "{\"target_node_id\":\"n1\"}").status()).isEqualTo(400);
    assertThat(api.delete("/download/n1/no/such").status()).isEqualTo(404);
    assertThat(api.delete("/download/nobody/no/such").status()).isEqualTo(404);
    assertThat(api.delete("/download/n1").status()).isEqualTo(404);
  }

  @Test
  void aModelThatAnInstanceNeedsIsNotDeleted() throws Exception {
    String model = "mlx-community/Llama-3.2-1B-Instruct-4bit";
    var _ =
        api.post(
            "/meta_instance",
            "{\"model_id\":\"%s\",\"meta_instance_id\":\"uses\"}".formatted(model));
    var _ =
        api.await(
            state ->
                state.downloads().asMap().values().stream()
                    .flatMap(ImmutableList::stream)
                    .anyMatch(
                        one ->
                            one instanceof DownloadCompleted
                                && one.shardMetadata()
                                    .modelCard()
                                    .modelId()
                                    .value()
                                    .equals(model)));
    Answer refused = api.delete("/download/n1/" + model);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().at("/error/code").asText()).isEqualTo("model_in_use");
    assertThat(api.delete("/meta_instance/uses").status()).isEqualTo(200);
  }
}

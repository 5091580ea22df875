package org.exojvm.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.core.state.State;
import org.exojvm.core.transport.memory.InMemoryNetwork;
import org.exojvm.node.api.ApiNode.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: what could be placed is shown, what can be is placed, and what cannot is refused with the
 * placement's own words. Method: a cluster of two nodes, asked at the one that is not master.
 */
class PlacementRoutesTest {

  /** Small, and splits into tensors. */
  private static final String MODEL = "mlx-community/Llama-3.2-1B-Instruct-4bit";

  private static final String LARGE = "mlx-community/Kimi-K2-Thinking";

  @TempDir private static Path directory;
  private static ApiNode first;
  private static ApiNode second;

  @BeforeAll
  static void start() throws Exception {
    InMemoryNetwork network = ApiNode.network();
    first = ApiNode.join(directory, "n1", network);
    var _ = first.await(state -> state.nodeMemory().size() == 1);
    second = ApiNode.join(directory, "n2", network);
    for (ApiNode api : ImmutableList.of(first, second)) {
      var _ =
          api.await(
              state ->
                  state.nodeMemory().size() == 2
                      && Iterables.size(state.topology().connections()) >= 2);
    }
  }

  @AfterAll
  static void stop() {
    second.close();
    first.close();
  }

  private static String query(String more) {
    return "?model_id=" + MODEL.replace("/", "%2F") + more;
  }

  private static List<String> ways(JsonNode previews) {
    List<String> ways = new ArrayList<>();
    for (JsonNode preview : previews.get("previews")) {
      ways.add(
          "%s %s %s %s"
              .formatted(
                  preview.get("sharding").asText(),
                  preview.get("instance_meta").asText(),
                  preview.get("nodes").asText(),
                  preview.get("error").isNull()
                      ? "fits " + preview.get("memory_delta_by_node").size()
                      : "error"));
    }
    return ways;
  }

  @Test
  void everyWayAndExactSizeIsPreviewedOnceAndTheFirstReasonOfThoseThatDoNotWork() throws Exception {
    Answer previews = second.get("/instance/previews" + query(""));
    assertThat(ways(previews.json()))
        .containsExactly(
            "Pipeline MlxRing 1 fits 1",
            "Pipeline MlxRing 2 fits 2",
            "Pipeline MlxJaccl 1 fits 1",
            "Pipeline MlxJaccl 2 error",
            "Tensor MlxRing 1 fits 1",
            "Tensor MlxRing 2 fits 2",
            "Tensor MlxJaccl 1 fits 1",
            "Tensor MlxJaccl 2 error");
    JsonNode mesh = previews.json().get("previews").get(3);
    assertThat(mesh.get("instance").isNull()).isTrue();
    assertThat(mesh.get("memory_delta_by_node").isNull()).isTrue();
    assertThat(mesh.get("error").asText())
        .isEqualTo("Requested RDMA (MlxJaccl) but no RDMA-connected cycles available");
  }

  @Test
  void aPreviewIsAnInstanceAndTheMemoryItTakesSplitEvenly() throws Exception {
    JsonNode two = second.get("/instance/previews" + query("")).json().get("previews").get(1);
    JsonNode card =
        two.at("/instance/MlxRingInstance/shardAssignments/runnerToShard")
            .elements()
            .next()
            .at("/PipelineShardMetadata/modelCard");
    long bytes = card.at("/storageSize/inBytes").asLong();
    long one = two.at("/memory_delta_by_node/n1").asLong();
    long other = two.at("/memory_delta_by_node/n2").asLong();
    assertThat(one + other).isEqualTo(bytes);
    assertThat(one - other).isEqualTo(bytes % 2);
  }

  @Test
  void previewsCanBeRestrictedToNodes() throws Exception {
    Answer one = second.get("/instance/previews" + query("&node_ids=n2"));
    assertThat(ways(one.json()))
        .containsExactly(
            "Pipeline MlxRing 1 fits 1",
            "Pipeline MlxJaccl 1 fits 1",
            "Tensor MlxRing 1 fits 1",
            "Tensor MlxJaccl 1 fits 1");
    for (JsonNode preview : one.json().get("previews")) {
      assertThat(preview.get("memory_delta_by_node").fieldNames()).toIterable().containsOnly("n2");
    }
    Answer both = second.get("/instance/previews" + query("&node_ids=n1&node_ids=n2"));
    assertThat(both.json().get("previews")).hasSize(8);
    Answer unknown = second.get("/instance/previews" + query("&node_ids=n1&node_ids=n9"));
    assertThat(unknown.status()).isEqualTo(400);
    assertThat(unknown.message()).contains("n9");
  }

  @Test
  void aModelThatIsTooLargeHasAReasonForEveryWay() throws Exception {
    Answer previews = second.get("/instance/previews?model_id=" + LARGE);
    assertThat(ways(previews.json())).hasSize(4).allMatch(way -> way.endsWith("1 error"));
    assertThat(previews.json().at("/previews/0/error").asText())
        .isEqualTo("No cycles found with sufficient memory");
    assertThat(previews.json().at("/previews/0/detail").asText()).contains("GiB");
  }

  @Test
  void aPlacementIsShownAndCanBeMadeAsItIsShown() throws Exception {
    Answer shown = second.get("/instance/placement" + query("&min_nodes=2"));
    assertThat(shown.status()).isEqualTo(200);
    String id = shown.json().at("/MlxRingInstance/instanceId").asText();
    Answer made = second.post("/instance", "{\"instance\":%s}".formatted(shown.body()));
    assertThat(made.status()).as(made.body()).isEqualTo(200);
    assertThat(made.json().at("/model_card/modelId").asText()).isEqualTo(MODEL);
    JsonNode instance = second.get("/instance/" + id).json();
    assertThat(instance.at("/MlxRingInstance/shardAssignments/nodeToRunner")).hasSize(2);
    assertThat(second.post("/instance", "{\"instance\":%s}".formatted(shown.body())).status())
        .isEqualTo(409);
    Answer deleted = second.delete("/instance/" + id);
    assertThat(deleted.json().get("instance_id").asText()).isEqualTo(id);
    assertThat(second.get("/instance/" + id).status()).isEqualTo(404);
    assertThat(second.delete("/instance/" + id).status()).isEqualTo(404);
  }

  @Test
  void anInstanceIsPlacedOnceForTheIdOfItsCommand() throws Exception {
    String body = "{\"model_id\":\"%s\",\"command_id\":\"place-once\"}".formatted(MODEL);
    Answer placed = second.post("/place_instance", body);
    assertThat(placed.status()).as(placed.body()).isEqualTo(200);
    assertThat(placed.json().get("message").asText()).isEqualTo("Command received.");
    assertThat(placed.json().get("command_id").asText()).isEqualTo("place-once");
    State after = second.await(state -> orphans(state) == 1);
    assertThat(second.post("/instance/place", body).status()).isEqualTo(200);
    for (InstanceId id : after.instances().keys()) {
      assertThat(second.delete("/instance/" + id.value()).status()).isEqualTo(200);
    }
    assertThat(orphans(second.node.state())).isZero();
  }

  private static long orphans(State state) {
    return state.instances().asMap().values().stream()
        .filter(instance -> instance.metaInstanceId() == null)
        .count();
  }

  @Test
  void whatCannotBePlacedIsRefusedWithTheWordsOfThePlacement() throws Exception {
    State before = second.node.state();
    Answer wide =
        second.post("/place_instance", "{\"model_id\":\"%s\",\"min_nodes\":3}".formatted(MODEL));
    assertThat(wide.status()).isEqualTo(400);
    assertThat(wide.message()).startsWith("No cycles found with sufficient memory");
    Answer mesh = second.get("/instance/placement" + query("&instance_meta=MlxJaccl&min_nodes=2"));
    assertThat(mesh.status()).isEqualTo(400);
    assertThat(mesh.message()).contains("RDMA");
    for (String bad :
        ImmutableList.of(
            "&sharding=pipeline",
            "&sharding=",
            "&instance_meta=Ring",
            "&min_nodes=0",
            "&min_nodes=x",
            "&min_nodes=99999999999",
            "&sharding=Pipeline&sharding=Pipeline")) {
      assertThat(second.get("/instance/placement" + query(bad)).status()).as(bad).isEqualTo(400);
    }
    assertThat(second.get("/instance/placement").status()).isEqualTo(400);
    assertThat(second.get("/instance/placement?model_id=nobody/x").status()).isEqualTo(400);
    assertThat(second.node.state().instances()).isEqualTo(before.instances());
  }

  @Test
  void anInstanceThatCannotWorkIsRefused() throws Exception {
    String good = second.get("/instance/placement" + query("&min_nodes=2")).body();
    for (String bad :
        ImmutableList.of(
            "{}",
            "{\"instance\":null}",
            "{\"instance\":{}}",
            "{\"instance\":%s}".formatted(good.replace("\"n1\"", "\"n9\"")),
            "{\"instance\":%s}".formatted(good.replace("\"deviceRank\":1", "\"deviceRank\":0")),
            "{\"instance\":%s}".formatted(good.replace("\"startLayer\":0", "\"startLayer\":1")),
            "{\"instance\":%s}"
                .formatted(good.replaceAll("\"ip\":\"[^\"]*\"", "\"ip\":\"1.2.3.4\"")),
            "{\"instance\":%s}"
                .formatted(good.replaceAll("\"inBytes\":\\d+", "\"inBytes\":99999999999999")))) {
      Answer refused = second.post("/instance", bad);
      assertThat(refused.status()).as(bad + refused.body()).isEqualTo(400);
      assertThat(refused.message()).contains("nstance");
    }
  }

  @Test
  void anInstanceThatAnIntentKeepsIsNotDeletedButItsIntentNamed() throws Exception {
    var _ =
        second.post(
            "/meta_instance",
            "{\"model_id\":\"%s\",\"meta_instance_id\":\"keeper\"}".formatted(MODEL));
    State placed = second.await(state -> kept(state).size() == 1);
    Answer refused = second.delete("/instance/" + kept(placed).getFirst());
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.message()).contains("MetaInstance (keeper)");
    assertThat(second.delete("/meta_instance/keeper").status()).isEqualTo(200);
    var _ = second.await(state -> kept(state).isEmpty());
  }

  private static List<String> kept(State state) {
    return state.instances().asMap().values().stream()
        .filter(one -> MetaInstanceId.of("keeper").equals(one.metaInstanceId()))
        .map(one -> one.instanceId().value())
        .toList();
  }

  @Test
  void aNodeIsDrainedAndTakenBack() throws Exception {
    Answer drained = second.post("/node/n1/drain", "{\"reason\":\"new fan\"}");
    assertThat(drained.status()).isEqualTo(200);
    assertThat(second.get("/state").json().at("/drains/n1/reason").asText()).isEqualTo("new fan");
    Answer refused = second.get("/instance/placement" + query("&min_nodes=2"));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.message()).contains("it is drained (new fan)");
    assertThat(second.delete("/node/n1/drain").status()).isEqualTo(200);
    assertThat(second.get("/state").json().at("/drains/n1").isMissingNode()).isTrue();
    assertThat(second.get("/instance/placement" + query("&min_nodes=2")).status()).isEqualTo(200);
    assertThat(second.post("/node/nobody/drain", "").status()).isEqualTo(404);
    assertThat(second.delete("/node/nobody/drain").status()).isEqualTo(404);
    assertThat(second.post("/node/n1/drain", "{\"reason\":7}").status()).isEqualTo(400);
  }
}

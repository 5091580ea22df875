package org.exojvm.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.exojvm.node.http.Problem;
import org.exojvm.node.http.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: every command asks what it should, shows people a table and programs the body, and ends
 * with the code that its help promises. Method: a server whose answers stand in the test.
 */
class ClientCommandsTest {

  private static final String RECEIVED =
      "{\"message\":\"Command received.\",\"command_id\":\"c-1\",\"meta_instance_id\":\"chat\"}";

  private final FakeNode node = new FakeNode();

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void whatIsGivenOfAnIntentIsSentAndNothingElse() throws IOException {
    node.answers("POST", "/meta_instance", RECEIVED)
        .answers("GET", "/state", States.placed())
        .start();
    CommandRun bare = node.run("intent create lab/tiny");
    assertThat(bare).isEqualTo(new CommandRun(0, bare.out(), ""));
    assertThat(bare.out()).isEqualTo("Intent chat is declared. To follow it: intent watch chat\n");
    node.run(
        "intent create lab/tiny --id chat --sharding tensor --instance-meta MlxJaccl"
            + " --min-nodes 2 --require STUDIO-1 --require n-x --prefer n-b --forbid n-c"
            + " --required-node-policy strict --strategy largest-cycle --preference pack"
            + " --context 4096 --concurrency 2 --max-nodes 4 --paused");
    assertThat(node.asked())
        .contains("POST /meta_instance {\"model_id\":\"lab/tiny\"}")
        .endsWith(
            "POST /meta_instance {\"model_id\":\"lab/tiny\",\"meta_instance_id\":\"chat\","
                + "\"paused\":true,\"sharding\":\"Tensor\",\"instance_meta\":\"MlxJaccl\","
                + "\"min_nodes\":2,\"max_nodes\":4,\"required_node_policy\":\"strict\","
                + "\"strategy\":\"largest-cycle\",\"preference\":\"pack\","
                + "\"context_tokens\":4096,\"concurrency\":2,\"node_ids\":[\"n-a\",\"n-x\"],"
                + "\"preferred_node_ids\":[\"n-b\"],\"forbidden_node_ids\":[\"n-c\"]}");
  }

  @Test
  void programsGetTheBodyUnchanged() throws IOException {
    String odd = "{ \"chat\": {\"modelId\":\"lab/tiny\",   \"ofTheFuture\":[1.50]} }";
    node.answers("GET", "/meta_instances", odd).start();
    assertThat(node.run("intent list --json")).isEqualTo(new CommandRun(0, odd + "\n", ""));
  }

  @Test
  void intentsAreListedWithTheirPhases() throws IOException {
    node.answers(
            "GET",
            "/meta_instances",
            "{\"chat\":{\"modelId\":\"lab/tiny\",\"minNodes\":1},"
                + "\"big\":{\"modelId\":\"lab/huge\",\"minNodes\":2,\"maxNodes\":4}}")
        .answers("GET", "/meta_instance/chat/explain", States.report("serving", "It serves."))
        .answers("GET", "/meta_instance/big/explain", States.report("unplaceable", "No room."))
        .start();
    assertThat(node.run("intent list").out())
        .isEqualTo(
            """
            ID    PHASE        MODEL     NODES
            chat  serving      lab/tiny     1+
            big   unplaceable  lab/huge    2-4  No room.
            """);
  }

  @Test
  void idsAreEncodedInPaths() throws IOException {
    node.answers("GET", "/meta_instance/{id}/explain", States.report("serving", "It serves."))
        .answers("DELETE", "/download/{node}/{model}", "{}")
        .answers("GET", "/state", States.placed())
        .start();
    assertThat(node.run("intent explain", "a/b c?d").code()).isZero();
    assertThat(node.run("models delete lab/tiny --on n-a").code()).isZero();
    assertThat(node.asked())
        .contains("GET /meta_instance/a%2Fb%20c%3Fd/explain", "DELETE /download/n-a/lab%2Ftiny");
  }

  @Test
  void anEditSendsWhatChangesAndNullForWhatIsTakenBack() throws IOException {
    node.answers("PATCH", "/meta_instance/{id}", "{\"generation\":3}").start();
    CommandRun run =
        node.run("intent edit chat --min-nodes 2 --clear require --clear max-nodes --generation 2");
    assertThat(run).isEqualTo(new CommandRun(0, "Intent chat is at generation 3 now.\n", ""));
    assertThat(node.asked())
        .containsExactly(
            "PATCH /meta_instance/chat {\"min_nodes\":2,\"node_ids\":null,\"max_nodes\":null,"
                + "\"expected_generation\":2}");
    assertThat(node.run("intent edit chat").code()).isEqualTo(2);
    assertThat(node.run("intent edit chat --clear sharding").err()).contains("require");
    assertThat(node.run("intent edit chat --max-nodes 2 --clear max-nodes").code()).isEqualTo(2);
  }

  @Test
  void pauseAndResumeAreEdits() throws IOException {
    node.answers("PATCH", "/meta_instance/{id}", "{\"generation\":3}").start();
    assertThat(node.run("intent pause chat").out()).isEqualTo("Intent chat is paused.\n");
    assertThat(node.run("intent resume chat").out()).isEqualTo("Intent chat is resumed.\n");
    assertThat(node.asked())
        .containsExactly(
            "PATCH /meta_instance/chat {\"paused\":true}",
            "PATCH /meta_instance/chat {\"paused\":false}");
  }

  @Test
  void nodesAreListedWithoutWhatATerminalWouldObey() throws IOException {
    node.answers("GET", "/state", States.placed()).answers("GET", "/node_id", "\"n-a\"").start();
    assertThat(node.run("cluster status").out())
        .isEqualTo(
            """
            2 nodes, 1 intent, 1 instance; 42 events so far
            NODE  NAME           CHIP          FREE    MEMORY       DISK
            n-a   studio-1       M3 Ultra  32.0 GiB  64.0 GiB  512.0 GiB  asked, 1 rank
            n-b   studio?[31m-2  M4 Max           -         -          -  master, 1 rank, drained: new memory
            """);
  }

  @Test
  void linksAndInstancesAreListed() throws IOException {
    node.answers("GET", "/state", States.placed()).start();
    assertThat(node.run("cluster topology").out())
        .isEqualTo(
            """
            FROM      TO             KIND    BY
            studio-1  studio?[31m-2  socket  /ip4/10.0.0.2/tcp/52415
            studio-1  studio?[31m-2  rdma    rdma_en3 to rdma_en4
            """);
    assertThat(node.run("instance list").out())
        .isEqualTo(
            """
            ID   INTENT  MODEL     META     SERVING  NODES
            i-1  chat    lab/tiny  MlxRing      1/2  studio-1, studio?[31m-2
            """);
  }

  @Test
  void aNodeIsDrainedByItsName() throws IOException {
    node.answers("GET", "/state", States.placed())
        .answers("POST", "/node/{id}/drain", "{}")
        .answers("DELETE", "/node/{id}/drain", "{}")
        .start();
    assertThat(node.run("cluster drain Studio-1 --reason", "new disk").out())
        .isEqualTo("Node n-a is drained.\n");
    assertThat(node.run("cluster undrain studio-1").code()).isZero();
    assertThat(node.asked())
        .contains("POST /node/n-a/drain {\"reason\":\"new disk\"}", "DELETE /node/n-a/drain");
  }

  @Test
  void previewsAndPlacementsAreAskedForAsWritten() throws IOException {
    node.answers(
            "GET",
            "/instance/previews",
            "{\"previews\":[{\"sharding\":\"Pipeline\",\"instance_meta\":\"MlxRing\",\"instance\":"
                + States.instance(true)
                + ",\"memory_delta_by_node\":{\"n-a\":1073741824,\"n-b\":536870912}},"
                + "{\"sharding\":\"Tensor\",\"instance_meta\":\"MlxJaccl\",\"instance\":null,"
                + "\"nodes\":1,\"error\":\"no RDMA\",\"detail\":\"n-a has no RDMA\"}]}")
        .answers("GET", "/instance/placement", States.instance(true))
        .answers("POST", "/place_instance", "{\"instance_id\":\"i-9\"}")
        .answers("GET", "/state", States.placed())
        .start();
    assertThat(node.run("instance previews lab/tiny --on n-a --on n-b").out())
        .isEqualTo(
            """
            SHARDING  META      NODES  EACH TAKES, OR WHY NOT
            Pipeline  MlxRing       2  studio-1 1.0 GiB, studio?[31m-2 0.5 GiB
            Tensor    MlxJaccl      1  n-a has no RDMA
            """);
    assertThat(node.run("instance place lab/tiny --dry-run").out())
        .isEqualTo(
            """
            It would be placed as MlxRing on 2 nodes:
            NODE           LAYERS
            studio-1       0-14 of 28
            studio?[31m-2  14-28 of 28
            """);
    assertThat(node.run("instance place lab/tiny --min-nodes 2").out())
        .isEqualTo("Instance i-9 is placed.\n");
    assertThat(node.asked())
        .contains(
            "GET /instance/previews {model_id=[lab/tiny], node_ids=[n-a, n-b]}",
            "POST /place_instance {\"model_id\":\"lab/tiny\",\"sharding\":\"Pipeline\","
                + "\"instance_meta\":\"MlxRing\",\"min_nodes\":2}");
  }

  @Test
  void modelsAreFilteredForPeople() throws IOException {
    node.answers(
            "GET",
            "/models",
            "{\"object\":\"list\",\"data\":[{\"id\":\"lab/tiny\",\"storage_size_megabytes\":512,"
                + "\"supports_tensor\":true,\"quantization\":\"4bit\",\"tasks\":[\"TextGeneration\"]},"
                + "{\"id\":\"lab/huge\",\"storage_size_megabytes\":671000}]}")
        .start();
    assertThat(node.run("models list TINY").out())
        .isEqualTo(
            """
            MODEL        SIZE  TENSOR  QUANT  TASKS
            lab/tiny  0.5 GiB  yes     4bit   TextGeneration
            """);
    assertThat(node.run("models list nothing").out()).contains("models add");
  }

  @Test
  void aModelCardIsReadFromAFile(@TempDir Path dir) throws IOException {
    node.answers("POST", "/models/add", "{\"id\":\"lab/mine\"}").start();
    Path card = Files.writeString(dir.resolve("card.json"), "{\"model_id\":\"lab/mine\"}");
    assertThat(node.run("models add", card.toString()).out())
        .isEqualTo("Model lab/mine is in the catalogue.\n");
    assertThat(node.asked()).containsExactly("POST /models/add {\"model_id\":\"lab/mine\"}");
    Path broken = Files.writeString(dir.resolve("broken.json"), "{\n\n");
    CommandRun run = node.run("models add", broken.toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("broken.json").contains("line 3");
    Path twice = Files.writeString(dir.resolve("twice"), "{\"model_id\":\"a\",\"model_id\":\"b\"}");
    assertThat(node.run("models add", twice.toString()).err()).contains("has a field twice");
    Path empty = Files.writeString(dir.resolve("empty"), "");
    assertThat(node.run("models add", empty.toString()).code()).isEqualTo(2);
    assertThat(node.run("models add", dir.resolve("none").toString()).code()).isEqualTo(2);
  }

  @Test
  void whatTheNodeRefusesIsOneAndWhatIsNotThereIsFour() throws IOException {
    node.answers(
            "DELETE",
            "/instance/{id}",
            request -> {
              throw Problem.conflict("bound", "Instance i-1 backs intent chat. Maybe delete that.");
            })
        .start();
    CommandRun refused = node.run("instance delete i-1");
    assertThat(refused)
        .isEqualTo(new CommandRun(1, "", "Instance i-1 backs intent chat. Maybe delete that.\n"));
    assertThat(node.run("intent get nobody").code()).isEqualTo(4);
  }

  @Test
  void aNodeThatIsNotThereIsThreeAndTheMessageSaysHowToStartOne() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    CommandRun run = CommandRun.of("cluster status --node 127.0.0.1:" + free);
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err())
        .contains("http://127.0.0.1:" + free)
        .contains("Maybe start a node with 'examples/run node'");
  }

  @Test
  void anotherKindOfServerIsToldFromANode() throws IOException {
    node.answers("GET", "/state", request -> Reply.text(200, "text/html", "<html>\u001b[2J hello"))
        .start();
    CommandRun run = node.run("instance list");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("is not the API of a node").contains("<html>?[2J hello");
  }

  @Test
  void aTokenComesFromAFileAndIsNeverShown(@TempDir Path dir) throws IOException {
    node.answers("DELETE", "/meta_instance/{id}", RECEIVED).wantsToken().start();
    Path right = Files.writeString(dir.resolve("right"), "# for people\n" + FakeNode.TOKEN + "\n");
    Path wrong = Files.writeString(dir.resolve("wrong"), "another-token-of-many-chars\n");
    CommandRun none = node.run("intent delete chat");
    assertThat(none.code()).isEqualTo(1);
    assertThat(none.err()).contains("--token-file").containsOnlyOnce("Maybe");
    CommandRun refused = node.run("intent delete chat --token-file", wrong.toString());
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("token").doesNotContain("another-token");
    CommandRun done = node.run("intent delete chat --token-file", right.toString());
    assertThat(done).isEqualTo(new CommandRun(0, "Intent chat is deleted.\n", ""));
    Path empty = Files.writeString(dir.resolve("empty"), "# nothing\n");
    assertThat(node.run("intent delete chat --token-file", empty.toString()).code()).isEqualTo(2);
    assertThat(node.run("intent delete chat --token-file", dir.resolve("no").toString()).code())
        .isEqualTo(2);
  }

  @Test
  void theEnvironmentNamesTheNodeAndTheArgumentsWin() throws IOException {
    node.answers("GET", "/node_id", "\"n-a\"").answers("GET", "/state", States.placed()).start();
    // picocli looks a variable up among the properties of the system before the environment.
    System.setProperty("EXO_NODE_URL", node.url());
    try {
      assertThat(CommandRun.of("cluster status").code()).isZero();
      assertThat(CommandRun.of("cluster status --node ftp://x").code()).isEqualTo(2);
    } finally {
      System.clearProperty("EXO_NODE_URL");
    }
  }

  @Test
  void argumentsWithoutSenseAreTwo() {
    assertThat(CommandRun.of("intent").code()).isEqualTo(2);
    assertThat(CommandRun.of("intent create").code()).isEqualTo(2);
    assertThat(CommandRun.of("intent create m --sharding diagonal").err())
        .contains("Pipeline")
        .contains("Tensor");
    assertThat(CommandRun.of("intent create m --timeout 5s").err()).contains("--wait");
    assertThat(CommandRun.of("intent create m --wait --timeout soon").code()).isEqualTo(2);
    assertThat(CommandRun.of("intent create m --wait --paused").code()).isEqualTo(2);
    assertThat(CommandRun.of("events tail --from -1").code()).isEqualTo(2);
    assertThat(CommandRun.of("cluster status --node http://me:secret@host").err())
        .contains("--token-file")
        .doesNotContain("secret");
  }
}

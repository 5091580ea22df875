package org.exojvm.examples.explain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Goal: an operator who is woken at night reads what is wrong and what to do. */
class ExplainCommandTest {

  private static final String KIMI = "mlx-community/Kimi-K2-Thinking";

  @TempDir Path directory;

  private record Run(int exitCode, String out, String err) {

    Run tells(String... parts) {
      assertThat(out.replaceAll("\\s+", " ")).contains(parts);
      return this;
    }

    Run exits(int expected) {
      assertThat(exitCode).as(out + err).isEqualTo(expected);
      return this;
    }
  }

  /** Arguments are cut at blanks; an underscore stands for a blank within one. */
  private static Run run(String arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        new CommandLine(new ExplainCommand())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(
                Stream.of(arguments.split(" "))
                    .map(argument -> argument.replace('_', ' '))
                    .toArray(String[]::new));
    return new Run(exitCode, out.toString(), err.toString());
  }

  @Test
  void whatIsPlacedSaysWhereAndWhy() {
    run("--model " + KIMI)
        .exits(0)
        .tells(
            "YES, on 4 nodes as MlxRing: mac-studio-1 (Studio 1),",
            "why: 4 nodes, the most that fit; 1887.6 GiB free",
            "next: 3 nodes (mac-studio-1, mac-studio-2, mac-studio-4), 1424.2 GiB free",
            "1 no: no node has more than 477.40 GiB free, needs 658.54 GiB",
            "mac-studio-4 (Studio 4) 477.4 GiB 172.7 GiB");
  }

  @Test
  void theFewestNodesSayWhyFewerWillNotDo() {
    run("--strategy smallest-cycle --model " + KIMI)
        .exits(0)
        .tells(
            "why: 2 nodes, the fewest that fit",
            "not 1 node: no node has more than 477.40 GiB free, needs 658.54" + " GiB");
  }

  @Test
  void tooManyNodesAskedForOffersTheMostThatFit() {
    run("--min-nodes 9 --model " + KIMI)
        .exits(1)
        .tells(
            "NO. No cycle of at least 9 nodes.",
            "Cannot be met on this cluster: at least 9 nodes.",
            "1. fits if min-nodes <= 4");
  }

  @Test
  void whatBeginsWithTheNameOfAFieldIsNotCapitalised() {
    run("--min-nodes 3 --max-nodes 2 --model " + KIMI)
        .exits(1)
        .tells("NO. minNodes (3) is greater than maxNodes (2).");
  }

  @Test
  void tooLongAContextOffersAShorterOneAndLessAtATime() {
    run("--cluster mixed-lab --context 131072 --concurrency 64 --model " + KIMI)
        .exits(1)
        .tells(
            "Cannot be met on this cluster: a context of 128k tokens at 64 requests at a time",
            "1. fits if context <= 88k tokens (asked for 128k tokens)",
            "2. fits if concurrency <= 44 (asked for 64)");
  }

  @Test
  void aNodeThatHasLeftIsOfferedToReturn() {
    run("--cluster mixed-lab --gone Studio_2 --gone laptop-2 --model " + KIMI)
        .exits(1)
        .tells(
            "The model does not fit this cluster, whatever is given up",
            "1. fits if node studio-2 returns with 445.40 GiB free",
            "studio-2 (Studio 2) ? - has left the cluster, had 445.40 GiB free");
  }

  @Test
  void missingRdmaIsNamedByPair() {
    run("--cluster mixed-lab --min-nodes 3 --instance-meta MlxJaccl --model " + KIMI)
        .exits(1)
        .tells(
            "Cannot be met together: at least 3 nodes + RDMA between all nodes (MlxJaccl).",
            "1. fits as a ring (MlxRing) instead of RDMA",
            "2. fits if min-nodes <= 2",
            "missing: laptop-1<->studio-2");
  }

  @Test
  void aContradictionIsNamed() {
    run("--require mac-studio-1 --forbid Studio_1 --model " + KIMI)
        .exits(1)
        .tells(
            "NO. Nodes [mac-studio-1] are both required and forbidden.",
            "1. fits if node mac-studio-1 is not required",
            "2. fits if node mac-studio-1 is allowed");
  }

  @Test
  void previewsListEveryWay() {
    run("--cluster mixed-lab --previews --max-nodes 1 --model " + KIMI)
        .exits(0)
        .tells(
            "wanted every sharding, back end and number of nodes, strategy largest-cycle",
            "Pipeline MlxRing 2 studio-1 334.7 GiB, studio-2 323.9 GiB",
            "Pipeline MlxJaccl 1 no: a single node is a ring; see there",
            "Tensor MlxRing 3 no: the number of nodes does not divide the hidden size 7168");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--model " + KIMI,
        "--min-nodes 9 --preference throughput --model " + KIMI,
        "--cluster mixed-lab --gone studio-1 --gone studio-2 --model " + KIMI,
        "--cluster mixed-lab --instance-meta MlxJaccl --min-nodes 3 --model " + KIMI,
        "--cluster mixed-lab --sharding Tensor --previews --model " + KIMI
      })
  void everyLineFitsATerminal(String arguments) {
    assertThat(run(arguments).out().lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
  }

  @Test
  void theStateOfARunningClusterIsReadEvenBeforeAllHaveReported() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("state.json"),
            """
            {"topology": {"nodes": ["a", "b"], "connections": {
               "a": {"b": [{"sink_multiaddr": {"address": "/ip4/10.0.0.2/tcp/52415"}}]},
               "b": {"a": [{"sink_multiaddr": {"address": "/ip4/10.0.0.1/tcp/52415"}}]}}},
             "node_memory": {"a": {"ram_total": {"in_bytes": 4294967296},
               "ram_available": {"in_bytes": 2147483648},
               "swap_total": {"in_bytes": 0}, "swap_available": {"in_bytes": 0}}}}
            """,
            UTF_8);
    run("--cluster " + file + " --model mlx-community/Llama-3.2-3B-Instruct-8bit")
        .exits(1)
        .tells("fits if node b reports at least", "b ? - has not reported its memory");
  }

  @Test
  void jsonHoldsTheSame() throws IOException {
    JsonNode refused =
        new ObjectMapper().readTree(run("--json --min-nodes 9 --model " + KIMI).exits(1).out());
    assertThat(refused.get("placed").booleanValue()).isFalse();
    assertThat(refused.at("/refusal/numbers/minNodes").longValue()).isEqualTo(9);
    assertThat(refused.at("/conflict/constraints/0").textValue()).isEqualTo("MIN_NODES");
    assertThat(refused.at("/relaxations/0").textValue()).isEqualTo("fits if min-nodes <= 4");
    assertThat(refused.at("/sizes/0/kind").textValue()).isEqualTo("NODE_COUNT");
    JsonNode placed = new ObjectMapper().readTree(run("--json --model " + KIMI).exits(0).out());
    assertThat(placed.at("/placement/ranks")).hasSize(4);
    assertThat(placed.at("/nodes/0/free_bytes").longValue()).isPositive();
    JsonNode previews =
        new ObjectMapper().readTree(run("--json --previews --model " + KIMI).exits(0).out());
    assertThat(previews.get("previews")).hasSize(16);
  }

  private static void assertMisuse(String arguments, String... parts) {
    Run run = run(arguments);
    assertThat(run.exitCode()).as(run.out()).isEqualTo(2);
    assertThat(run.err()).contains(parts);
  }

  @Test
  void whatIsUnknownIsAnsweredWithWhatThereIs() {
    assertMisuse("--model kimi", "\"kimi\"", "mlx-community/Kimi-K2.5");
    assertMisuse("--cluster moon --model " + KIMI, "mac-studio-4, mixed-lab, local");
    assertMisuse("--strategy best --model " + KIMI, "largest-cycle, smallest-cycle, spare-node");
    assertMisuse("--forbid Studio_9 --model " + KIMI, "--forbid \"Studio 9\"", "(Studio 4)");
    assertMisuse("--gone nobody --model " + KIMI, "--gone \"nobody\"");
    assertMisuse("--preference fast --model " + KIMI, "interactivity, throughput, spread, pack");
    assertMisuse("--sharding half --model " + KIMI, "Pipeline");
    assertMisuse("--instance-meta tcp --model " + KIMI, "MlxRing, MlxJaccl");
    assertMisuse("--min-nodes 0 --model " + KIMI, "--min-nodes is 0; it must be at least 1");
    assertMisuse("--context -5 --model " + KIMI, "--context is -5");
    assertMisuse("--min-nodes 1", "Missing required option: '--model=ID'");
  }
}

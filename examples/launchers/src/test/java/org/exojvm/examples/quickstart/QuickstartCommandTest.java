package org.exojvm.examples.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.exojvm.core.codec.ExoJson;
import org.exojvm.core.codec.WireTypes;
import org.exojvm.core.event.IndexedEvent;
import org.exojvm.core.event.InstanceEvent.InstanceCreated;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstanceDeleted;
import org.exojvm.core.state.EventApplier;
import org.exojvm.core.state.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * Goal: the quickstart tells the whole story, and misuse gets a clear answer. Method: run the
 * command in this JVM at pace 0 and read what it wrote.
 */
class QuickstartCommandTest {

  @TempDir Path directory;

  /**
   * What a run left behind.
   *
   * @param exitCode exit code
   * @param out standard output
   * @param err standard error
   */
  private record Run(int exitCode, String out, String err) {

    /** Asserts that the lines of the output match these patterns in order, others in between. */
    void tells(String... patterns) {
      List<String> missing = new ArrayList<>(List.of(patterns));
      out.lines().forEach(line -> dropIfMatching(missing, line));
      assertThat(missing).as("told in this order by%n%s", out).isEmpty();
    }

    private static void dropIfMatching(List<String> missing, String line) {
      if (!missing.isEmpty() && line.matches(".*" + missing.getFirst() + ".*")) {
        missing.removeFirst();
      }
    }
  }

  private static Run run(String... arguments) {
    return execute(
        Stream.concat(Stream.of("--pace", "0", "--no-real-nodes"), Stream.of(arguments))
            .toArray(String[]::new));
  }

  private static Run execute(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command =
        new CommandLine(new QuickstartCommand())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err));
    int exitCode = command.execute(arguments);
    return new Run(exitCode, out.toString(), err.toString());
  }

  @Test
  void atTheEndARealMasterIsKilledAndWhatWasDeclaredGoesOn() {
    Run story = execute("--pace", "0");
    assertThat(story.exitCode()).as(story.out()).isZero();
    story.tells(
        "7  Kill the master",
        "studio-. is master; the intent is (REPLICATED|LOCAL)",
        "Ready on \\[studio-.*\\]",
        "killed: studio-.",
        "studio-. is master now and serves commands",
        "Ready on \\[studio-.*\\]",
        "master killed +ok +commands served after .*, Ready after .* intent kept");
  }

  @Test
  void theStoryOnFourMacStudiosIsToldLineByLine() {
    Run story = run();
    assertThat(story.err()).isEmpty();
    assertThat(story.exitCode()).as(story.out()).isZero();
    story.tells(
        "cluster  mac-studio-4, 1990.0 GiB free",
        "Studio 4 .*Apple M3 Ultra .*512.0 GiB .*503.0 GiB",
        "model    mlx-community/Kimi-K2-Thinking: 658.0 GiB, 61 layers",
        "wanted   Pipeline over MlxJaccl on at least 1 node, strategy largest-cycle",
        "1  Declare what you want",
        "the intent is declared",
        "placed on 4 nodes as MlxJaccl by largest-cycle",
        "why: 4 nodes, the most that fit; 1887.6 GiB free.*, proved best, \\d+ candidates?"
            + " considered",
        "next: 3 nodes \\(Studio 1, Studio 2, Studio 4\\), 1424.2 GiB free",
        "Studio 1 .*0 +0\\.\\.14 +\\(15\\) +161.8 GiB",
        "Studio 4 .*3 +45\\.\\.60 +\\(16\\) +172.6 GiB",
        "Idle",
        "Connecting",
        "Studio 1 has the weights on disk",
        "Loading",
        "Loaded",
        "WarmingUp",
        "Ready +Ready +Ready +Ready",
        "2  Use it",
        "> Why run one model on several machines\\?",
        "Running +Running +Running +Running",
        "You asked: Why run one model",
        "complete",
        "3  Cut a link",
        "cut: the Thunderbolt cable between Studio 1 and Studio 2",
        "links gone: Studio 1 -> Studio 2 \\(rdma_en2\\)",
        "the instance is deleted: Network connection lost",
        "placed on 3 nodes",
        "why: 3 nodes, the most that fit",
        "not 4 nodes: .* missing: mac-studio-1<->mac-studio-2",
        "Ready +Ready +Ready",
        "plugged in again",
        "links back: Studio 1 -> Studio 2",
        "4  Let a runner crash",
        "recovered",
        "crash: rank",
        "retry in place",
        "crash: rank",
        "retry in place",
        "crash: rank",
        "Studio \\d is not offered: it failed .*Kimi-K2-Thinking 3 times within \\d ticks",
        "retry in place",
        "crash: rank",
        "the instance is deleted: Studio \\d: Terminated",
        "waits: its place failed after 3 retries; the next one is looked for after [56] ticks",
        "placed on 3 nodes",
        "not 4 nodes: only 3 of 4 nodes may take part",
        "Ready +Ready +Ready",
        "the intent remembers: 4 failures, last \"Studio \\d: Terminated",
        "5  Kill a node",
        "power cut: Studio",
        "the instance is deleted",
        "placed on 2 nodes",
        "6  Withdraw it",
        "the intent is withdrawn",
        "the request is cancelled",
        "intents +0",
        "instances +0",
        "runners +0",
        "open tasks +0",
        "ongoing downloads +0",
        "Summary",
        "intent declared +ok +placed on 4 nodes",
        "request answered +ok +20 tokens",
        "link cut +ok +placed anew after 1\\d\\.\\d s, Ready after",
        "runner failed +ok +.*3 retries in place",
        "node killed +ok +",
        "intent withdrawn +ok +nothing left after",
        "of virtual time, \\d+ events");
  }

  @Test
  void theSameStoryIsToldTwice() {
    assertThat(run("--instance-meta", "MlxRing").out())
        .isEqualTo(run("--instance-meta", "MlxRing").out());
  }

  @Test
  void aRingIsHealedOnTheLinksThatAreLeft() {
    Run story = run("--instance-meta", "mlxring", "--strategy", "smallest-cycle");
    assertThat(story.exitCode()).as(story.out()).isZero();
    story.tells("placed on 2 nodes as MlxRing by smallest-cycle", "cut: the network link between");
  }

  @Test
  void tensorShardingPlacesAnEqualPartOnEveryNode() {
    Run story = run("--sharding", "Tensor");
    assertThat(story.exitCode()).as(story.out()).isZero();
    story.tells("DeepSeek-V3.1-8bit", "wanted   Tensor over MlxJaccl", "0\\.\\.60 +\\(61\\) +178");
  }

  @Test
  void theSampleStrategyKeepsTheLargestMachineFree() {
    Run story = run("--strategy", "spare-node");
    assertThat(story.exitCode()).as(story.out()).isZero();
    story.tells("strategy spare-node", "placed on 3 nodes as MlxJaccl by spare-node");
  }

  @Test
  void jsonPrintsEventsThatReplayToAStateWithoutInstances() throws Exception {
    Run story = run("--json");
    assertThat(story.exitCode()).isZero();
    State state = State.empty();
    List<IndexedEvent> events = new ArrayList<>();
    for (String line : story.out().lines().toList()) {
      IndexedEvent event = ExoJson.wire().decode(WireTypes.INDEXED_EVENT, line);
      state = EventApplier.apply(state, event);
      events.add(event);
    }
    assertThat(events)
        .extracting(IndexedEvent::event)
        .hasAtLeastOneElementOfType(InstanceCreated.class)
        .hasAtLeastOneElementOfType(MetaInstanceDeleted.class);
    assertThat(Remains.of(state).isNothing()).isTrue();
  }

  @Test
  void aClusterOfOneNodeSkipsWhatItCannotPlay() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("one.json"),
            """
            {"topology": {"nodes": ["solo"], "connections": {}},
             "node_memory": {"solo": {
               "ram_total": {"in_bytes": 34359738368}, "ram_available": {"in_bytes": 30000000000},
               "swap_total": {"in_bytes": 0}, "swap_available": {"in_bytes": 0}}}}
            """,
            UTF_8);
    Run story = run("--cluster", file.toString());
    assertThat(story.exitCode()).as(story.out()).isZero();
    story.tells("uses no link", "crash: rank 0 on solo", "link cut +ok +not played");
  }

  @Test
  void anImpossibleIntentIsRefusedWithNumbersAndAHint() {
    Run refused = run("--min-nodes", "9");
    assertThat(refused.exitCode()).isEqualTo(1);
    refused.tells("no placement now", "why: .*9", "= 9", "hint: ", "intent declared +FAILED");
  }

  @Test
  void aModelTooLargeForTheClusterIsRefusedWithNumbers() {
    Run refused =
        run(
            "--cluster",
            "local",
            "--model",
            "mlx-community/DeepSeek-V3.1-8bit",
            "--sharding",
            "tensor");
    assertThat(refused.exitCode()).isEqualTo(1);
    refused.tells("requiredBytes = \\d+ \\(713.5 GiB\\)", "FAILED");
  }

  @Test
  void anIntentThatMakesNoSenseIsRejectedWithTheReason() {
    Run rejected = run("--min-nodes", "0");
    assertThat(rejected.exitCode()).isEqualTo(1);
    rejected.tells("minNodes \\(0\\) is below 1", "rejected");
  }

  @Test
  void misuseIsToldOnStandardErrorWithExitCode2() throws IOException {
    Path malformed = Files.writeString(directory.resolve("bad.json"), "{\"topology\": 3}", UTF_8);
    assertMisuse("mac-studio-4, mixed-lab, local", "--cluster", "nowhere");
    assertMisuse("it is not a file", "--cluster", directory.toString());
    assertMisuse("is not a cluster description", "--cluster", malformed.toString());
    assertMisuse(
        "Maybe you mean one of: mlx-community/Kimi-K2-Thinking", "--model", "kimi-k2-think");
    assertMisuse("Maybe leave --model out", "--model", "");
    assertMisuse("it is not a file", "--cluster", "");
    assertMisuse("largest-cycle, smallest-cycle", "--strategy", "tallest-cycle");
    assertMisuse("\"Diagonal\" is not one of Tensor, Pipeline", "--sharding", "Diagonal");
    assertMisuse("is not one of MlxRing, MlxJaccl", "--instance-meta", "Token");
    assertMisuse("--min-nodes", "--min-nodes", "many");
    assertMisuse("Unknown option", "--nodes", "3");
  }

  @Test
  void inJsonARefusalIsToldOnStandardErrorOnly() {
    Run refused = run("--json", "--min-nodes", "9");
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).startsWith("intent declared: ").contains("9");
    assertThat(refused.out().lines()).allMatch(line -> line.startsWith("{\"idx\":"));
  }

  @Test
  void optionsThatSayNothingToProcessesAreMisuse() {
    Run misuse = execute("--processes", "--cluster", "mixed-lab");
    assertThat(misuse.err()).contains("--cluster says nothing to --processes");
    assertThat(misuse.exitCode()).isEqualTo(2);
  }

  @Test
  void aPaceOutOfRangeIsMisuse() {
    Run misuse = execute("--pace", "-3");
    assertThat(misuse.err()).contains("-3.0", "Maybe use 1");
    assertThat(misuse.exitCode()).isEqualTo(2);
  }

  private static void assertMisuse(String expected, String... arguments) {
    Run misuse = run(arguments);
    assertThat(misuse.err()).contains(expected);
    assertThat(misuse.out()).isEmpty();
    assertThat(misuse.exitCode()).isEqualTo(2);
  }
}

package org.exojvm.examples.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.exojvm.node.terminal.Ink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: a cluster of processes over libp2p keeps what was declared when a worker and when the
 * master is killed, and no process outlives what has started it.
 */
class ProcessesTest {

  @TempDir Path directory;

  @Test
  void theIntentOutlivesAWorkerAndTheMaster() throws Exception {
    StringWriter out = new StringWriter();
    ProcessStory story =
        new ProcessStory(
            new Wish(Wish.DEFAULT_MODEL, null, null), new PrintWriter(out), new Ink(false));
    story.tell();

    List<Healed> healed = story.healed();
    assertThat(healed).as(out.toString()).hasSize(2);
    Healed worker = healed.getFirst();
    Healed master = healed.getLast();
    assertThat(holders(worker.before())).hasSize(ProcessStory.NODES);
    assertThat(worker.killed()).isNotEqualTo(worker.before().master());
    assertThat(worker.after().master()).isEqualTo(worker.before().master());
    assertThat(master.killed()).isEqualTo(master.before().master());
    assertThat(master.after().master()).isNotEqualTo(master.killed());
    Set<String> dead = new HashSet<>();
    for (Healed death : healed) {
      dead.add(death.killed());
      assertThat(death.after().isDeclared()).isTrue();
      assertThat(death.after().isServed()).isTrue();
      assertThat(holders(death.after())).isNotEmpty().doesNotContainAnyElementsOf(dead);
      assertThat(death.after().nodes().keySet()).doesNotContainAnyElementsOf(dead);
    }
    assertThat(holders(worker.after())).hasSize(ProcessStory.NODES - 1);
    assertThat(out.toString())
        .containsSubsequence(
            "placed on 4 nodes",
            "Ready on 4 nodes",
            "kill -9 process",
            ", a worker",
            "Ready on 3 nodes",
            "kill -9 process",
            ", the master",
            "is master",
            "Ready on 2 nodes",
            "worker killed  ok",
            "master killed  ok")
        .doesNotContain("INTENT IS GONE");
    assertThat(ProcessHandle.current().descendants()).isEmpty();
  }

  private static Set<String> holders(View view) {
    return view.placed().orElseThrow().layersByNode().keySet();
  }

  @Test
  void aNodeEndsWithItsParent() throws Exception {
    NodeProcess process = NodeProcess.start("orphan", directory.resolve("log"));
    try {
      process.run(
          List.of("--api", "127.0.0.1:0", "--data-dir", directory.resolve("data").toString()));
      assertThat(process.greeting().url()).startsWith("http://127.0.0.1:");
      assertThat(process.letGo()).isEqualTo(ChildNode.ORPHANED);
      assertThatThrownBy(process::requireAlive)
          .hasMessageContaining("orphan")
          .hasMessageContaining("exit code " + ChildNode.ORPHANED);
    } finally {
      process.kill();
    }
  }

  @Test
  void aProcessThatWaitsEndsWithItsParentToo() throws Exception {
    NodeProcess process = NodeProcess.start("waiting", directory.resolve("log"));
    try {
      assertThat(process.letGo()).isEqualTo(ChildNode.ORPHANED);
    } finally {
      process.kill();
    }
  }

  @Test
  void aNodeThatCannotStartIsToldWithWhatItSaid() throws Exception {
    NodeProcess process = NodeProcess.start("wrong", directory.resolve("log"));
    process.run(List.of("--api", "nonsense"));
    assertThatThrownBy(process::greeting)
        .isInstanceOf(ProcessException.class)
        .hasMessageContaining("wrong has ended")
        .hasMessageContaining("exit code 2")
        .hasMessageContaining("api is 'nonsense'");
  }
}

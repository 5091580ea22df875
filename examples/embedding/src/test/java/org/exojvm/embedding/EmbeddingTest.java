package org.exojvm.embedding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

/** Goal: the sample that people copy works. Method: run it in this JVM and read what it prints. */
class EmbeddingTest {

  @Test
  void theSampleBringsAModelUpAndEnds() throws Exception {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, UTF_8));
    try {
      Embedding.main(new String[0]);
    } finally {
      System.setOut(before);
    }
    assertThat(printed.toString(UTF_8))
        .startsWith("Accepted[commandId=declare-chat, durability=LOCAL]")
        .contains("Intent chat is placed on 1 node; 0 of 1 runners serve.", "Loading")
        .contains("Intent chat serves on 1 node, with 0 requests open.");
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().startsWith("exo-node"));
  }
}

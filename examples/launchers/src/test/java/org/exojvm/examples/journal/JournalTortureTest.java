package org.exojvm.examples.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.exojvm.core.journal.Damage;
import org.exojvm.core.journal.EventLog;
import org.exojvm.core.journal.FileEventLog;
import org.exojvm.core.journal.JournalException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * Goal: a process may be killed whenever it likes, and its disk may fill, and nothing that it
 * acknowledged is lost. Method: real processes on real files; {@code examples/run journal torture}
 * kills as many as one likes.
 */
class JournalTortureTest {

  @TempDir private Path root;

  @Test
  void processesKilledAtRandomMomentsLoseNothing() {
    StringWriter out = new StringWriter();
    int code =
        new CommandLine(new JournalCommand())
            .setOut(new PrintWriter(out))
            .execute("torture", root.resolve("journal").toString(), "--kills", "4", "--seed", "3");
    assertThat(out.toString()).contains("kills=4 ").contains(" lost=0 reopened=4 ");
    assertThat(out.toString()).doesNotContain("acknowledged=0 ");
    assertThat(code).isZero();
  }

  @Test
  void whileAProcessAppendsNobodyElseMay() throws Exception {
    Path journal = root.resolve("journal");
    try (TortureChild child = TortureChild.start(journal, 1)) {
      child.read(3);
      assertThatExceptionOfType(JournalException.class)
          .isThrownBy(() -> FileEventLog.open(journal, TortureWriter.OPTIONS))
          .withMessageContaining("in use");
      child.kill();
    }
    FileEventLog.open(journal, TortureWriter.OPTIONS).close();
  }

  @Test
  void aFileThatCannotGrowEndsAcknowledgingAndKeepsWhatWasAcknowledged() throws Exception {
    Path journal = root.resolve("journal");
    long acknowledgedIdx;
    try (TortureChild child = TortureChild.startOnFullDisk(journal, 1, 20)) {
      assertThat(child.readToTheEnd()).isEqualTo(3);
      assertThat(child.failure()).contains("Nothing more is acknowledged");
      acknowledgedIdx = child.acknowledgedIdx();
    }
    assertThat(acknowledgedIdx).isPositive();
    try (EventLog log = FileEventLog.open(journal, TortureWriter.OPTIONS)) {
      assertThat(log.nextIdx()).isGreaterThanOrEqualTo(acknowledgedIdx);
      assertThat(log.read(0, (int) acknowledgedIdx))
          .isEqualTo(TortureStory.range(0, acknowledgedIdx));
      assertThat(log.recovery().damage()).allMatch(d -> d.kind() == Damage.Kind.TORN_TAIL);
    }
  }
}

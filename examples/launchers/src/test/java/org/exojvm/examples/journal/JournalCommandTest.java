package org.exojvm.examples.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.exojvm.api.id.EventId;
import org.exojvm.core.event.IndexedEvent;
import org.exojvm.core.event.TestEvent;
import org.exojvm.core.journal.EventLog;
import org.exojvm.core.journal.FileEventLog;
import org.exojvm.core.journal.LogEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Goal: a person sees what a journal holds, and whether it is whole. */
class JournalCommandTest {

  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void writeFiveEvents() throws Exception {
    List<LogEntry> entries =
        LongStream.range(0, 5)
            .mapToObj(i -> new IndexedEvent(i, new TestEvent(EventId.of("e" + i)), null))
            .map(event -> new LogEntry(event, 86_400_000L * event.idx()))
            .toList();
    try (EventLog log = FileEventLog.open(directory, FileEventLog.Options.DEFAULT)) {
      log.append(entries);
      log.commit();
    }
  }

  private int run(String... args) {
    return new CommandLine(new JournalCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(args);
  }

  @Test
  void verifyTellsThatAJournalIsWhole() {
    assertThat(run("verify", directory.toString())).isZero();
    assertThat(out.toString())
        .isEqualToNormalizingNewlines(
            "ok: 5 events in 1 segments, 0 snapshots, state after event 4\n");
  }

  @Test
  void verifyFindsAChangedByteAndExitsWithOne() throws Exception {
    Path segment = directory.resolve("events-%020d.log".formatted(0));
    byte[] bytes = Files.readAllBytes(segment);
    bytes[bytes.length / 2] ^= 1;
    Files.write(segment, bytes);
    assertThat(run("verify", directory.toString())).isEqualTo(1);
    assertThat(out.toString()).contains("CORRUPTED: events-").contains("damaged: ");
  }

  @Test
  void dumpShowsTheStampOfTheMasterAndARange() {
    assertThat(run("dump", directory.toString(), "--from", "1", "--to", "3")).isZero();
    assertThat(out.toString().lines())
        .containsExactly(
            "1 1970-01-02T00:00:00Z master {\"TestEvent\":{\"event_id\":\"e1\"}}",
            "2 1970-01-03T00:00:00Z master {\"TestEvent\":{\"event_id\":\"e2\"}}");
  }

  @Test
  void dumpOfEventsThatAreNotThereSaysSo() {
    assertThat(run("dump", directory.toString(), "--from", "7")).isZero();
    assertThat(run("dump", directory.toString(), "--from", "3", "--to", "2")).isZero();
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString().lines())
        .containsExactly(
            "The journal has no event from 7 on. Maybe see with 'journal stats' what it has.",
            "The journal has no event from 3 on and before 2. Maybe see with 'journal stats' what"
                + " it has.");
  }

  @Test
  void statsCountsByType() {
    assertThat(run("stats", directory.toString())).isZero();
    assertThat(out.toString()).contains("5 events from 0 on").contains("5 TestEvent");
  }

  @Test
  void aPathThatDoesNotExistIsToldWithAHint() {
    assertThat(run("verify", directory.resolve("nowhere").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("nowhere").contains("Maybe");
  }

  @Test
  void aFileAndADirectoryWithoutJournalAreToldWithAHint(@TempDir Path other) throws Exception {
    Path file = Files.writeString(other.resolve("file"), "x");
    for (String command : List.of("verify", "dump", "stats")) {
      assertThat(run(command, file.toString())).isEqualTo(2);
      assertThat(run(command, other.toString())).isEqualTo(2);
    }
    assertThat(err.toString()).contains("is a file").contains("no journal in");
    assertThat(err.toString().lines()).hasSize(6).allMatch(line -> line.contains("Maybe"));
  }

  @Test
  void aFileOfSomebodyElseIsToldAndNotRead() throws Exception {
    Files.writeString(
        directory.resolve("events-%020d.log".formatted(5)),
        "The minutes of the meeting of last Tuesday.");
    for (String command : List.of("verify", "dump", "stats")) {
      assertThat(run(command, directory.toString())).isEqualTo(2);
    }
    assertThat(err.toString().lines()).hasSize(3).allMatch(line -> line.contains("not a journal"));
  }

  @Test
  void dumpAndStatsOfADamagedJournalSayWhatIsMissing() throws Exception {
    Path segment = directory.resolve("events-%020d.log".formatted(0));
    byte[] bytes = Files.readAllBytes(segment);
    bytes[bytes.length / 2] ^= 1;
    Files.write(segment, bytes);
    for (String command : List.of("dump", "stats")) {
      assertThat(run(command, directory.toString())).isEqualTo(1);
    }
    assertThat(err.toString().lines()).hasSize(2).allMatch(line -> line.startsWith("CORRUPTED"));
    assertThat(out.toString()).contains("{\"event_id\":\"e0\"}").contains("2 TestEvent");
  }
}

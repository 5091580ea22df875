package org.exojvm.core.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.exojvm.core.state.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: the log in files keeps the contract, over many small segments, and whatever happens to its
 * files it opens with what is good, or says why not and changes nothing.
 */
class FileEventLogTest extends EventLogContract {

  private static final FileEventLog.Options SMALL = new FileEventLog.Options(300, 2);

  @TempDir(factory = MemoryTempDir.class)
  private Path directory;

  @Override
  protected EventLog open() throws JournalException {
    return FileEventLog.open(directory, SMALL);
  }

  private void write(int from, int to) throws JournalException {
    try (EventLog log = open()) {
      log.append(Entries.range(from, to));
      log.commit();
    }
  }

  private List<Path> files(String prefix) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(prefix))
          .sorted()
          .toList();
    }
  }

  @Test
  void oldSegmentsGoWhenTwoSnapshotsStandForThem() throws Exception {
    try (EventLog log = open()) {
      for (int round = 1; round <= 5; round++) {
        log.append(Entries.range((round - 1) * 20, round * 20));
        log.commit();
        log.snapshot(Entries.replay(Entries.range(0, round * 20)));
      }
      assertThat(files("snapshot-")).hasSize(2);
      assertThat(log.firstIdx()).isBetween(60L, 80L);
      assertThat(log.read(log.firstIdx(), 100)).isEqualTo(Entries.range(log.firstIdx(), 100));
    }
    try (EventLog log = open()) {
      assertThat(log.recovery().state()).isEqualTo(Entries.replay(Entries.range(0, 100)));
    }
  }

  private static long totalBytes(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }

  @Test
  void aDamagedSnapshotIsReplacedByTheOneBeforeItAndTheEvents() throws Exception {
    try (EventLog log = open()) {
      log.append(Entries.range(0, 40));
      log.commit();
      log.snapshot(Entries.replay(Entries.range(0, 20)));
      log.snapshot(Entries.replay(Entries.range(0, 30)));
    }
    Path newest = files("snapshot-").getLast();
    byte[] bytes = Files.readAllBytes(newest);
    bytes[bytes.length / 2] ^= 1;
    Files.write(newest, bytes);
    try (EventLog log = open()) {
      assertThat(log.recovery().state()).isEqualTo(Entries.replay(Entries.range(0, 40)));
      assertThat(log.recovery().snapshotIdx()).isEqualTo(19);
      assertThat(log.recovery().damage())
          .singleElement()
          .satisfies(d -> assertThat(d.kind()).isEqualTo(Damage.Kind.SNAPSHOT_UNUSABLE));
    }
  }

  @Test
  void aHoleThatTheSnapshotBridgesLosesNothing() throws Exception {
    try (EventLog log = open()) {
      log.append(Entries.range(0, 40));
      log.commit();
      log.snapshot(Entries.replay(Entries.range(0, 30)));
    }
    Files.delete(files("events-").get(1));
    try (EventLog log = open()) {
      assertThat(log.recovery().state()).isEqualTo(Entries.replay(Entries.range(0, 40)));
      assertThat(log.nextIdx()).isEqualTo(40);
      log.append(Entries.range(40, 45));
      assertThat(log.commit()).isEqualTo(45);
    }
    try (EventLog log = open()) {
      assertThat(log.nextIdx()).isEqualTo(45);
    }
  }

  @Test
  void aFileOfANewerVersionIsRefusedAndLeftAlone() throws Exception {
    write(0, 3);
    Path segment = files("events-").getFirst();
    byte[] bytes = Files.readAllBytes(segment);
    ByteBuffer header = ByteBuffer.wrap(bytes).putInt(8, 2);
    CRC32C crc = new CRC32C();
    crc.update(bytes, 8, 12);
    header.putInt(20, (int) crc.getValue());
    Files.write(segment, bytes);
    assertThatExceptionOfType(JournalException.class)
        .isThrownBy(this::open)
        .withMessageContaining("version 2")
        .withMessageContaining("newer program");
    assertThat(Files.readAllBytes(segment)).isEqualTo(bytes);
  }

  @Test
  void aForeignFileIsRefusedAndLeftAlone() throws Exception {
    Path foreign = directory.resolve("events-%020d.log".formatted(0));
    Files.writeString(foreign, "These are the minutes of the meeting of last Tuesday.", UTF_8);
    assertThatExceptionOfType(JournalException.class)
        .isThrownBy(this::open)
        .withMessageContaining("not a journal file");
    assertThat(Files.readString(foreign)).startsWith("These are the minutes");
  }

  @Test
  void aPathThatIsNoDirectoryIsRefused() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "x", UTF_8);
    assertThatExceptionOfType(JournalException.class)
        .isThrownBy(() -> FileEventLog.open(file, SMALL))
        .withMessageContaining("cannot be used");
  }

  @Test
  void aReplacementThatACrashInterruptedIsFinished() throws Exception {
    State state = Entries.replay(Entries.range(0, 10));
    write(0, 50);
    try (EventLog log = open()) {
      log.resetTo(state);
    }
    Path snapshot = files("snapshot-").getFirst();
    Files.move(
        snapshot,
        directory.resolve(snapshot.getFileName().toString().replace("snapshot", "reset")));
    write(0, 0);
    try (EventLog log = open()) {
      assertThat(log.recovery().state()).isEqualTo(state);
    }
  }

  @Test
  void anInspectionTellsWhatIsThereAndChangesNothing() throws Exception {
    write(0, 12);
    Path last = files("events-").getLast();
    Files.write(last, Arrays.copyOf(Files.readAllBytes(last), 60));
    long bytes = totalBytes(directory);
    JournalInspection.Report report = JournalInspection.of(directory).report();
    assertThat(report.events()).isEqualTo(report.recovery().state().lastEventAppliedIdx() + 1);
    assertThat(report.recovery().damage())
        .singleElement()
        .satisfies(d -> assertThat(d.kind()).isEqualTo(Damage.Kind.TORN_TAIL));
    assertThat(report.eventsByType()).containsKey("TestEvent");
    assertThat(totalBytes(directory)).isEqualTo(bytes);
  }
}

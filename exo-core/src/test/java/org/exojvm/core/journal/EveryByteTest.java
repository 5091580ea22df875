package org.exojvm.core.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: a journal whose files are cut off or changed at any byte opens, gives the state of a run of
 * its events, goes on, and throws nothing away. Method: every byte of every file, headers included,
 * of a journal of several segments; once without and once with snapshots.
 */
class EveryByteTest {

  private static final FileEventLog.Options SMALL = new FileEventLog.Options(300, 2);
  private static final int EVENTS = 9;

  /** Events in the older and the newer snapshot. */
  private static final int OLDER = 2;

  private static final int NEWER = 6;

  @TempDir(factory = MemoryTempDir.class)
  private Path directory;

  private final Map<Path, byte[]> written = new LinkedHashMap<>();

  /** Does something to the bytes of a file at a place. */
  private interface Harm {
    byte[] to(byte[] bytes, int at);
  }

  @BeforeEach
  void write() throws IOException {
    write(false);
  }

  private void write(boolean snapshots) throws IOException {
    clear();
    try (EventLog log = FileEventLog.open(directory, SMALL)) {
      log.append(Entries.range(0, EVENTS));
      log.commit();
      if (snapshots) {
        log.snapshot(Entries.replay(Entries.range(0, OLDER)));
        log.snapshot(Entries.replay(Entries.range(0, NEWER)));
      }
    }
    written.clear();
    for (Path file : files()) {
      written.put(file, Files.readAllBytes(file));
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    }
  }

  private void clear() throws IOException {
    for (Path file : files()) {
      Files.delete(file);
    }
  }

  /** Puts the journal back as it was written, but for one file. */
  private void harm(Path harmed, byte[] bytes) throws IOException {
    clear();
    for (Map.Entry<Path, byte[]> file : written.entrySet()) {
      Files.write(file.getKey(), file.getKey().equals(harmed) ? bytes : file.getValue());
    }
  }

  private List<Path> written(String prefix) {
    return written.keySet().stream()
        .filter(file -> file.getFileName().toString().startsWith(prefix))
        .toList();
  }

  /**
   * What came of harming files at every byte.
   *
   * @param lost how often events were lost
   * @param silent how often they were lost and nothing was told
   */
  private record Outcome(int lost, int silent) {}

  /** Opens it after every harm to files. */
  private Outcome opensAfter(Harm harm, String prefix, int atLeast) throws IOException {
    int lost = 0;
    int silent = 0;
    for (Path file : written(prefix)) {
      byte[] whole = written.getOrDefault(file, new byte[0]);
      for (int at = 0; at < whole.length; at++) {
        harm(file, harm.to(whole, at));
        long bytes = totalBytes();
        Recovery found = opens(file + " at " + at, atLeast);
        if (found.state().lastEventAppliedIdx() < EVENTS - 1) {
          lost++;
          silent += found.damage().isEmpty() ? 1 : 0;
        }
        assertThat(totalBytes()).as("nothing is thrown away").isGreaterThanOrEqualTo(bytes);
      }
    }
    return new Outcome(lost, silent);
  }

  private static Harm change(int bits) {
    return (bytes, at) -> {
      byte[] changed = bytes.clone();
      changed[at] ^= (byte) bits;
      return changed;
    };
  }

  private Recovery opens(String what, int atLeast) throws IOException {
    Recovery found;
    long next;
    try (EventLog log = FileEventLog.open(directory, SMALL)) {
      found = log.recovery();
      next = log.nextIdx();
      assertThat(next).as(what).isBetween((long) atLeast, (long) EVENTS);
      assertThat(found.state()).as(what).isEqualTo(Entries.replay(Entries.range(0, next)));
      long first = log.firstIdx();
      assertThat(log.read(first, EVENTS)).as(what).isEqualTo(Entries.range(first, next));
      log.append(Entries.range(next, next + 1));
      assertThat(log.commit()).as(what).isEqualTo(next + 1);
    }
    return found;
  }

  private long totalBytes() throws IOException {
    long bytes = 0;
    for (Path file : files()) {
      bytes += Files.size(file);
    }
    return bytes;
  }

  @Test
  void theJournalHasSeveralSegments() throws IOException {
    assertThat(written("events-")).hasSizeGreaterThan(2);
    write(true);
    assertThat(written("snapshot-")).hasSize(2);
    assertThat(written("events-")).hasSizeGreaterThan(2);
  }

  @Test
  void cutOffAtAnyByteASegmentKeepsWhatIsBefore() throws IOException {
    Outcome outcome = opensAfter(Arrays::copyOf, "events-", 0);
    assertThat(outcome.lost()).isGreaterThan(EVENTS);
    // A newest file that ends where a record does looks as if nothing had ever followed.
    int recordsInTheNewest = 2;
    assertThat(outcome.silent()).isEqualTo(recordsInTheNewest);
  }

  @Test
  void withAnyByteChangedASegmentKeepsWhatIsBeforeAndSaysSo() throws IOException {
    Outcome outcome = opensAfter(change(0x55), "events-", 0);
    assertThat(outcome.lost()).isGreaterThan(EVENTS);
    assertThat(outcome.silent()).isZero();
  }

  @Test
  void aSnapshotStandsForWhatIsCutOffOrChangedBeforeIt() throws IOException {
    write(true);
    assertThat(opensAfter(change(0x80), "events-", NEWER).silent()).isZero();
  }

  @Test
  void whateverHappensToOneSnapshotNothingIsLost() throws IOException {
    write(true);
    assertThat(opensAfter(Arrays::copyOf, "snapshot-", EVENTS).lost()).isZero();
    assertThat(opensAfter(change(0x01), "snapshot-", EVENTS).lost()).isZero();
  }
}

package org.exojvm.core.journal.internal;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.exojvm.core.journal.Damage;
import org.exojvm.core.journal.JournalException;
import org.exojvm.core.journal.Recovery;
import org.exojvm.core.state.EventApplier;
import org.exojvm.core.state.State;

/**
 * Reads a directory: the newest good snapshot, and the events after it as far as they are good and
 * without a gap. Changes nothing; {@link #repair} does.
 */
public final class RecoveryRun {

  private final JournalDirectory directory;
  private final List<Damage> damage = new ArrayList<>();
  private final List<SegmentIndex> segments = new ArrayList<>();
  private final List<Segment> unused = new ArrayList<>();
  private State state = State.empty();
  private long snapshotIdx = -1;
  private long replayed;
  private long cutBytes;

  private RecoveryRun(JournalDirectory directory) {
    this.directory = directory;
  }

  /**
   * Reads everything.
   *
   * @throws JournalException when the directory is not ours, or of a newer version
   */
  public static RecoveryRun of(JournalDirectory directory) throws JournalException {
    RecoveryRun run = new RecoveryRun(directory);
    run.readSnapshots();
    run.readSegments();
    return run;
  }

  /** Returns what was found. */
  public Recovery result() {
    return new Recovery(state, snapshotIdx, replayed, ImmutableList.copyOf(damage));
  }

  /** Returns the segments in use, oldest first. */
  public List<SegmentIndex> segments() {
    return segments;
  }

  private void readSnapshots() throws JournalException {
    for (SnapshotFile snapshot : directory.snapshots()) {
      switch (snapshot.read()) {
        case SnapshotFile.Content.Usable(State usable) -> {
          state = usable;
          snapshotIdx = usable.lastEventAppliedIdx();
          return;
        }
        case SnapshotFile.Content.Unusable(String reason) ->
            note(Damage.Kind.SNAPSHOT_UNUSABLE, snapshot.file(), 0, reason);
      }
    }
  }

  private void readSegments() throws JournalException {
    for (Segment segment : directory.segments()) {
      if (segment.firstIdx() > state.lastEventAppliedIdx() + 1) {
        segment.requireOurs();
        unused.add(segment);
        note(
            Damage.Kind.GAP,
            segment.file(),
            0,
            "it begins with event %d, event %d is the next that can be used"
                .formatted(segment.firstIdx(), state.lastEventAppliedIdx() + 1));
      } else {
        if (!continues(segment)) {
          // The snapshot bridges what is missing; only the events themselves cannot be read.
          segments.forEach(earlier -> unused.add(earlier.segment()));
          segments.clear();
          cutBytes = 0;
        }
        read(segment);
      }
    }
  }

  private boolean continues(Segment segment) {
    return segments.isEmpty()
        || (cutBytes == 0 && segments.getLast().nextIdx() == segment.firstIdx());
  }

  private void read(Segment segment) throws JournalException {
    List<Long> marks = new ArrayList<>();
    Segment.Scan scan =
        segment.scan(
            state.lastEventAppliedIdx() + 1,
            marks,
            (entry, offset) -> {
              state = EventApplier.apply(state, entry.event());
              replayed++;
            });
    segments.add(new SegmentIndex(segment, scan.nextIdx(), scan.validBytes(), marks));
    if (scan.problem().isPresent()) {
      cutBytes = Math.max(1, scan.fileBytes() - scan.validBytes());
      note(
          scan.isTorn() ? Damage.Kind.TORN_TAIL : Damage.Kind.CORRUPTED,
          segment.file(),
          scan.validBytes(),
          "%s (%d of %d bytes are good, up to event %d)"
              .formatted(
                  scan.problem().get(), scan.validBytes(), scan.fileBytes(), scan.nextIdx() - 1));
    }
  }

  private void note(Damage.Kind kind, Path file, long offset, String detail) {
    damage.add(new Damage(kind, String.valueOf(file.getFileName()), offset, detail));
  }

  /**
   * Puts out of the way what is not used, so that the log can go on. Nothing is deleted: bytes that
   * are cut off the end of a segment, and segments behind a gap, are kept under other names.
   */
  public void repair() throws IOException {
    if (cutBytes > 0) {
      SegmentIndex last = segments.getLast();
      keepTail(last.segment().file(), last.bytes());
    }
    for (Segment segment : unused) {
      directory.setAside(segment.file());
    }
    // A segment that ends before the snapshot cannot be continued: the next index is another.
    while (!segments.isEmpty() && segments.getLast().nextIdx() <= state.lastEventAppliedIdx()) {
      directory.setAside(segments.removeLast().segment().file());
    }
    directory.force();
  }

  private void keepTail(Path file, long from) throws IOException {
    byte[] tail;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer rest = ByteBuffer.allocate(Math.toIntExact(channel.size() - from));
      for (int read = 0; read >= 0 && rest.hasRemaining(); ) {
        read = channel.read(rest, from + rest.position());
      }
      tail = rest.array();
    }
    Path copy = directory.path().resolve(file.getFileName() + ".tail");
    try (FileChannel channel =
        FileChannel.open(
            copy,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      SnapshotFile.writeFully(channel, ByteBuffer.wrap(tail));
      channel.force(true);
    }
    directory.setAside(copy);
  }
}

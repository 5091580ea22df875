package org.exojvm.core.journal;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.exojvm.core.journal.internal.JournalDirectory;
import org.exojvm.core.journal.internal.RecoveryRun;
import org.exojvm.core.journal.internal.Segment;

/**
 * Looks at a journal directory without changing it and without taking its lock. A node that is
 * writing to it meanwhile makes the last record look torn.
 */
public final class JournalInspection {

  private final JournalDirectory directory;

  private JournalInspection(JournalDirectory directory) {
    this.directory = directory;
  }

  /** Returns an inspection of a directory. */
  public static JournalInspection of(Path directory) {
    return new JournalInspection(new JournalDirectory(directory));
  }

  /**
   * What a directory holds.
   *
   * @param recovery what opening it would find
   * @param segments number of segments
   * @param snapshots number of snapshots
   * @param firstIdx oldest event that is kept; -1 when there is none
   * @param events number of events that are kept
   * @param bytes length of the good parts of the segments
   * @param eventsByType number of events by type
   */
  public record Report(
      Recovery recovery,
      int segments,
      int snapshots,
      long firstIdx,
      long events,
      long bytes,
      ImmutableSortedMap<String, Long> eventsByType) {}

  /**
   * Returns whether the directory holds no file of a journal.
   *
   * @throws JournalException when it is none, or unreadable
   */
  public boolean isEmpty() throws JournalException {
    return directory.segments().isEmpty() && directory.snapshots().isEmpty();
  }

  /**
   * Reads everything.
   *
   * @throws JournalException when the directory is not ours, of a newer version, or unreadable
   */
  public Report report() throws JournalException {
    RecoveryRun run = RecoveryRun.of(directory);
    TreeMap<String, Long> byType = new TreeMap<>();
    long[] events = {0};
    long[] first = {-1};
    forEach(
        0,
        Long.MAX_VALUE,
        entry -> {
          first[0] = first[0] < 0 ? entry.idx() : first[0];
          events[0]++;
          byType.merge(entry.event().event().getClass().getSimpleName(), 1L, Long::sum);
        });
    return new Report(
        run.result(),
        directory.segments().size(),
        directory.snapshots().size(),
        first[0],
        events[0],
        run.segments().stream().mapToLong(segment -> segment.bytes()).sum(),
        ImmutableSortedMap.copyOf(byType));
  }

  /**
   * Shows events in order, as far as each segment is good.
   *
   * @param fromIdx first event to show
   * @param toIdx event to stop before
   * @return what could not be read, in the order of the files
   * @throws JournalException when the directory is not ours, of a newer version, or unreadable
   */
  @CanIgnoreReturnValue
  public ImmutableList<Damage> forEach(long fromIdx, long toIdx, Consumer<LogEntry> visitor)
      throws JournalException {
    ImmutableList.Builder<Damage> damage = ImmutableList.builder();
    ImmutableList<Segment> segments = ImmutableList.copyOf(directory.segments());
    for (int i = 0; i < segments.size(); i++) {
      boolean endsBefore = i + 1 < segments.size() && segments.get(i + 1).firstIdx() <= fromIdx;
      if (!endsBefore && segments.get(i).firstIdx() < toIdx) {
        show(segments.get(i), fromIdx, toIdx, visitor).ifPresent(damage::add);
      }
    }
    return damage.build();
  }

  private static Optional<Damage> show(
      Segment segment, long fromIdx, long toIdx, Consumer<LogEntry> visitor)
      throws JournalException {
    Segment.Scan scan =
        segment.scan(
            fromIdx,
            new ArrayList<>(),
            (entry, offset) -> {
              if (entry.idx() < toIdx) {
                visitor.accept(entry);
              }
            });
    return scan.problem()
        .map(
            problem ->
                new Damage(
                    scan.isTorn() ? Damage.Kind.TORN_TAIL : Damage.Kind.CORRUPTED,
                    String.valueOf(segment.file().getFileName()),
                    scan.validBytes(),
                    problem));
  }
}

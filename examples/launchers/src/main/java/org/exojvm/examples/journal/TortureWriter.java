package org.exojvm.examples.journal;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import org.exojvm.core.journal.CommitListener;
import org.exojvm.core.journal.FileEventLog;
import org.exojvm.core.journal.GroupCommit;
import org.exojvm.core.journal.JournalException;
import org.exojvm.core.journal.LogEntry;
import org.exojvm.core.state.EventApplier;
import org.exojvm.core.state.State;

/**
 * A process that appends to a journal until it is killed. It prints {@code starting}, then after
 * every commit the index that everything before is durable, one a line. When the journal fails it
 * prints {@code failed} with the reason and ends with code 3.
 */
public final class TortureWriter {

  /** Small segments, so that kills meet the change from one to the next. */
  static final FileEventLog.Options OPTIONS = new FileEventLog.Options(16_384, 2);

  static final String STARTING = "starting";
  static final String FAILED = "failed ";

  private static final int MAX_BATCH = 20;

  /** Events handed over and not acknowledged; more, and a slow disk answers late and seldom. */
  private static final int MAX_UNDER_WAY = 200;

  private static final int EVENTS_PER_SNAPSHOT = 300;
  private static final int JOURNAL_FAILED = 3;

  private TortureWriter() {}

  /**
   * Appends for ever.
   *
   * @param args the directory of the journal, and a seed for the sizes of batches
   */
  public static void main(String[] args) throws Exception {
    PrintStream out = System.out;
    say(out, STARTING);
    FileEventLog log = FileEventLog.open(Path.of(args[0]), OPTIONS);
    Random random = new Random(Long.parseLong(args[1]));
    // Few at first: even on a disk that is nearly full the first commit is small enough.
    Semaphore room = new Semaphore(MAX_BATCH);
    GroupCommit commit = new GroupCommit(log, new Acknowledging(log, out, room));
    long idx = log.nextIdx();
    while (true) {
      int batch = 1 + random.nextInt(MAX_BATCH);
      List<LogEntry> entries = TortureStory.range(idx, idx + batch);
      room.acquire(batch);
      try {
        commit.submit(entries, true);
      } catch (IllegalStateException failed) {
        return; // the listener tells why and ends the process
      }
      idx += batch;
    }
  }

  private static void say(PrintStream out, String line) {
    out.print(line + "\n");
    out.flush();
  }

  /**
   * Acknowledges what is durable, and keeps a snapshot now and then. Runs where the log belongs.
   */
  private static final class Acknowledging implements CommitListener {

    private final FileEventLog log;
    private final PrintStream out;
    private final Semaphore room;
    private State state;
    private long snapshotIdx;
    private boolean hasCommitted;

    Acknowledging(FileEventLog log, PrintStream out, Semaphore room) {
      this.log = log;
      this.out = out;
      this.room = room;
      this.state = log.recovery().state();
      this.snapshotIdx = state.lastEventAppliedIdx();
    }

    @Override
    public void committed(long committedIdx) {
      say(out, Long.toString(committedIdx));
      room.release((int) (committedIdx - 1 - state.lastEventAppliedIdx()));
      if (!hasCommitted) {
        hasCommitted = true;
        room.release(MAX_UNDER_WAY - MAX_BATCH);
      }
      for (long idx = state.lastEventAppliedIdx() + 1; idx < committedIdx; idx++) {
        state = EventApplier.apply(state, TortureStory.entry(idx).event());
      }
      if (committedIdx - snapshotIdx >= EVENTS_PER_SNAPSHOT) {
        snapshotIdx = committedIdx;
        try {
          log.snapshot(state);
        } catch (JournalException e) {
          failed(e);
        }
      }
    }

    @Override
    public void failed(JournalException reason) {
      say(out, FAILED + reason.getMessage());
      Runtime.getRuntime().halt(JOURNAL_FAILED);
    }
  }
}

package org.exojvm.examples.journal;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Random;
import org.exojvm.core.journal.Damage;
import org.exojvm.core.journal.EventLog;
import org.exojvm.core.journal.FileEventLog;
import org.exojvm.core.state.EventApplier;
import org.exojvm.core.state.State;

/**
 * Kills processes that append to one journal, each at a random moment, and looks each time whether
 * the journal opens, holds all that was acknowledged, gives the state that replaying its events
 * gives, and goes on. The moments are counts of lines the process has printed, not times.
 */
final class Torture {

  /** Most lines before a kill. More: longer runs of appending between two kills. */
  private static final int MAX_LINES = 60;

  /**
   * What came of it.
   *
   * @param kills processes killed
   * @param acknowledged events that were acknowledged, in all
   * @param lost events that were acknowledged and are not there
   * @param reopened times the journal opened with the right state, and went on
   * @param torn times the last record was incomplete
   */
  record Result(int kills, long acknowledged, long lost, int reopened, int torn) {

    boolean isGood() {
      return lost == 0 && reopened == kills;
    }

    @Override
    public String toString() {
      return "kills=%d acknowledged=%d lost=%d reopened=%d torn=%d"
          .formatted(kills, acknowledged, lost, reopened, torn);
    }
  }

  private final Path journal;
  private final Random random;
  private final PrintWriter problems;
  private State expected = State.empty();
  private long acknowledged;
  private long lost;
  private int reopened;
  private int torn;

  private Torture(Path journal, long seed, PrintWriter problems) {
    this.journal = journal;
    this.random = new Random(seed);
    this.problems = problems;
  }

  /**
   * Runs.
   *
   * @param journal a directory without a journal
   * @param problems takes a line for everything that is not as it must be
   */
  static Result run(Path journal, int kills, long seed, PrintWriter problems)
      throws IOException, InterruptedException {
    Torture torture = new Torture(journal, seed, problems);
    for (int kill = 0; kill < kills; kill++) {
      torture.killOnce(kill);
    }
    return new Result(kills, torture.acknowledged, torture.lost, torture.reopened, torture.torn);
  }

  private void killOnce(int kill) throws IOException, InterruptedException {
    long before = expected.lastEventAppliedIdx() + 1;
    long acknowledgedIdx;
    try (TortureChild child = TortureChild.start(journal, random.nextLong())) {
      // One line is only the start: then the kill meets the recovery.
      child.read(1 + random.nextInt(MAX_LINES));
      child.kill();
      acknowledgedIdx = Math.max(before, child.acknowledgedIdx());
    }
    acknowledged += acknowledgedIdx - before;
    try (EventLog log = FileEventLog.open(journal, TortureWriter.OPTIONS)) {
      lost += Math.max(0, acknowledgedIdx - log.nextIdx());
      for (Damage damage : log.recovery().damage()) {
        torn++;
        if (damage.kind() != Damage.Kind.TORN_TAIL) {
          problems.printf("kill %d: %s%n", kill, damage);
        }
      }
      expect(log.nextIdx());
      if (log.recovery().state().equals(expected)) {
        log.append(TortureStory.range(log.nextIdx(), log.nextIdx() + 1));
        expect(log.commit());
        reopened++;
      } else {
        problems.printf("kill %d: the state after event %d differs%n", kill, log.nextIdx() - 1);
      }
    } catch (IOException e) {
      problems.printf("kill %d: %s%n", kill, e.getMessage());
    }
  }

  private void expect(long nextIdx) {
    for (long idx = expected.lastEventAppliedIdx() + 1; idx < nextIdx; idx++) {
      expected = EventApplier.apply(expected, TortureStory.entry(idx).event());
    }
  }
}

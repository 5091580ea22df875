package org.exojvm.core.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.exojvm.core.state.State;
import org.junit.jupiter.api.Test;

/**
 * What every {@link EventLog} must do. A test of an implementation extends this class and says how
 * its log is opened; opening it again must find what was committed.
 */
public abstract class EventLogContract {

  /** Opens the log of this test, or opens it again after it was closed. */
  protected abstract EventLog open() throws JournalException;

  @Test
  void anEmptyLogBeginsAtZero() throws JournalException {
    try (EventLog log = open()) {
      assertThat(log.recovery()).isEqualTo(Recovery.nothing());
      assertThat(List.of(log.nextIdx(), log.firstIdx(), log.committedIdx()))
          .containsExactly(0L, 0L, 0L);
      assertThat(log.read(0, 10)).isEmpty();
    }
  }

  @Test
  void whatIsCommittedIsThereWhenTheLogIsOpenedAgain() throws JournalException {
    List<LogEntry> entries = Entries.range(0, 2_500);
    try (EventLog log = open()) {
      log.append(entries.subList(0, 1_700));
      log.append(entries.subList(1_700, 2_500));
      assertThat(log.commit()).isEqualTo(2_500);
    }
    try (EventLog log = open()) {
      assertThat(log.recovery().state()).isEqualTo(Entries.replay(entries));
      assertThat(log.recovery().damage()).isEmpty();
      assertThat(log.nextIdx()).isEqualTo(2_500);
      assertThat(log.read(0, 3_000)).isEqualTo(entries);
    }
  }

  @Test
  void whatIsNotCommittedIsNotRead() throws JournalException {
    try (EventLog log = open()) {
      log.append(Entries.range(0, 5));
      assertThat(log.committedIdx()).isZero();
      assertThat(log.nextIdx()).isEqualTo(5);
      assertThat(log.read(0, 10)).isEmpty();
      log.commit();
      log.append(Entries.range(5, 8));
      assertThat(log.read(3, 10)).isEqualTo(Entries.range(3, 5));
    }
  }

  @Test
  void aLogThatIsOpenedAgainGoesOn() throws JournalException {
    for (int round = 0; round < 4; round++) {
      try (EventLog log = open()) {
        log.append(Entries.range(round * 10L, round * 10L + 10));
        log.commit();
      }
    }
    try (EventLog log = open()) {
      assertThat(log.read(0, 100)).isEqualTo(Entries.range(0, 40));
    }
  }

  @Test
  void readingIsBoundedAndOutsideOfTheLogThereIsNothing() throws JournalException {
    try (EventLog log = open()) {
      log.append(Entries.range(0, 100));
      log.commit();
      assertThat(log.read(20, 7)).isEqualTo(Entries.range(20, 27));
      assertThat(log.read(95, 7)).isEqualTo(Entries.range(95, 100));
      assertThat(log.read(100, 7)).isEmpty();
      assertThat(log.read(-1, 7)).isEmpty();
      assertThat(log.read(3, 0)).isEmpty();
    }
  }

  @Test
  void anotherIndexThanTheNextIsRefusedAndChangesNothing() throws JournalException {
    try (EventLog log = open()) {
      log.append(Entries.range(0, 2));
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> log.append(Entries.range(3, 4)))
          .withMessageContaining("3")
          .withMessageContaining("2");
      log.append(Entries.range(2, 4));
      assertThat(log.commit()).isEqualTo(4);
    }
  }

  @Test
  void aSnapshotStandsForTheEventsBeforeIt() throws JournalException {
    List<LogEntry> entries = Entries.range(0, 60);
    State expected = Entries.replay(entries);
    try (EventLog log = open()) {
      log.append(entries.subList(0, 50));
      log.commit();
      log.snapshot(Entries.replay(entries.subList(0, 40)));
      log.append(entries.subList(50, 60));
      log.commit();
    }
    try (EventLog log = open()) {
      assertThat(log.recovery().state()).isEqualTo(expected);
      assertThat(log.recovery().snapshotIdx()).isEqualTo(39);
      assertThat(log.recovery().replayed()).isEqualTo(20);
    }
  }

  @Test
  void aStateBeyondWhatIsCommittedIsNoSnapshot() throws JournalException {
    try (EventLog log = open()) {
      log.append(Entries.range(0, 5));
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> log.snapshot(Entries.replay(Entries.range(0, 5))));
    }
  }

  @Test
  void aStateFromElsewhereReplacesEverything() throws JournalException {
    State state = Entries.replay(Entries.range(0, 1_000));
    try (EventLog log = open()) {
      log.append(Entries.range(0, 5));
      log.commit();
      log.resetTo(state);
      assertThat(log.nextIdx()).isEqualTo(1_000);
      assertThat(log.read(0, 10)).isEmpty();
      log.append(Entries.range(1_000, 1_003));
      log.commit();
    }
    try (EventLog log = open()) {
      assertThat(log.recovery().state()).isEqualTo(Entries.replay(Entries.range(0, 1_003)));
      assertThat(log.firstIdx()).isEqualTo(1_000);
    }
  }

  @Test
  void anOlderStateFromElsewhereReplacesEverythingToo() throws JournalException {
    try (EventLog log = open()) {
      log.append(Entries.range(0, 50));
      log.commit();
      log.snapshot(Entries.replay(Entries.range(0, 50)));
      log.resetTo(Entries.replay(Entries.range(0, 10)));
    }
    try (EventLog log = open()) {
      assertThat(log.recovery().state()).isEqualTo(Entries.replay(Entries.range(0, 10)));
      assertThat(log.nextIdx()).isEqualTo(10);
    }
  }

  @Test
  void aSecondLogOnTheSamePlaceIsRefused() throws JournalException {
    try (EventLog log = open()) {
      assertThatExceptionOfType(JournalException.class)
          .isThrownBy(this::open)
          .withMessageContaining("in use");
      assertThat(log.commit()).isZero();
    }
    open().close();
  }
}

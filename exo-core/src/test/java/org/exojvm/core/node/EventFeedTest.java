package org.exojvm.core.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.exojvm.api.generation.InputImageChunk;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.EventId;
import org.exojvm.api.id.ModelId;
import org.exojvm.core.event.IndexedEvent;
import org.exojvm.core.event.StreamEvent.InputChunkReceived;
import org.exojvm.core.event.TestEvent;
import org.junit.jupiter.api.Test;

/** Goal: every event once and in order, or a word about where to resume; never a silent loss. */
class EventFeedTest {

  private final EventFeed feed = new EventFeed(4, 100_000);

  private void append(long fromIdx, long toIdx) {
    for (long idx = fromIdx; idx < toIdx; idx++) {
      feed.append(event(idx));
    }
  }

  private static IndexedEvent event(long idx) {
    return new IndexedEvent(idx, new TestEvent(EventId.of("e" + idx)), null);
  }

  private static List<Long> read(EventStream stream, int count) throws Exception {
    List<Long> found = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      found.add(stream.next(Duration.ofSeconds(60)).orElseThrow().idx());
    }
    return found;
  }

  @Test
  void readersGoAtTheirOwnPaceAndResumeByIndex() throws Exception {
    append(0, 3);
    EventStream first = new EventStream(feed, 0);
    assertThat(read(first, 2)).containsExactly(0L, 1L);
    assertThat(read(new EventStream(feed, first.nextIdx()), 1)).containsExactly(2L);
    assertThat(read(first, 1)).containsExactly(2L);
    assertThat(first.next(Duration.ZERO)).isEmpty();
  }

  @Test
  void aReaderThatIsTooSlowIsToldWhereToResume() throws Exception {
    EventStream slow = new EventStream(feed, 0);
    append(0, 10);
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> slow.next(Duration.ZERO))
          .isInstanceOfSatisfying(
              EventsMissedException.class,
              missed -> {
                assertThat(missed.missedIdx()).isZero();
                assertThat(missed.resumeIdx()).isEqualTo(6);
              })
          .hasMessageContaining("resume from 6");
    }
    assertThat(read(new EventStream(feed, 6), 4)).containsExactly(6L, 7L, 8L, 9L);
  }

  @Test
  void olderEventsComeFromTheBacklog() throws Exception {
    feed.restartAt(5, (fromIdx, max) -> ImmutableList.of(event(fromIdx)));
    append(5, 7);
    assertThat(read(new EventStream(feed, 3), 4)).containsExactly(3L, 4L, 5L, 6L);
  }

  @Test
  void theBacklogGivesNothingThatTheStateDoesNotHaveYet() throws Exception {
    feed.restartAt(
        5,
        (fromIdx, max) ->
            LongStream.range(fromIdx, fromIdx + max)
                .mapToObj(EventFeedTest::event)
                .collect(ImmutableList.toImmutableList()));
    EventStream stream = new EventStream(feed, 3);
    assertThat(read(stream, 2)).containsExactly(3L, 4L);
    assertThat(stream.next(Duration.ZERO)).isEmpty();
  }

  @Test
  void aReaderOfALogThatIsNotContinuedIsToldSo() throws Exception {
    append(0, 3);
    EventStream old = new EventStream(feed, 0);
    assertThat(read(old, 3)).containsExactly(0L, 1L, 2L);
    feed.restartAt(0, (fromIdx, max) -> ImmutableList.of());
    append(0, 5);
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> old.next(Duration.ZERO))
          .isInstanceOfSatisfying(
              EventsMissedException.class, missed -> assertThat(missed.resumeIdx()).isEqualTo(1))
          .hasMessageContaining("Event 3 is of a log that the master does not continue");
    }
    assertThat(read(new EventStream(feed, 1), 1)).containsExactly(1L);
  }

  @Test
  void aJumpAheadInTheSameLogKeepsItsReaders() throws Exception {
    append(0, 3);
    EventStream ahead = new EventStream(feed, 7);
    feed.restartAt(7, (fromIdx, max) -> ImmutableList.of());
    append(7, 8);
    assertThat(read(ahead, 1)).containsExactly(7L);
  }

  @Test
  void aWaitingReaderIsWokenByAnEventAndByTheEnd() throws Exception {
    List<Long> found = new ArrayList<>();
    EventStream stream = new EventStream(feed, 0);
    Thread reader =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    while (!stream.isEnded()) {
                      stream.next(Duration.ofSeconds(60)).ifPresent(e -> found.add(e.idx()));
                    }
                  } catch (EventsMissedException | InterruptedException e) {
                    found.add(-1L);
                  }
                });
    append(0, 2);
    feed.close();
    reader.join();
    assertThat(found).containsExactly(0L, 1L);
  }

  private static IndexedEvent prompt(long idx, int chars) {
    return new IndexedEvent(
        idx,
        new InputChunkReceived(
            EventId.of("e" + idx),
            CommandId.of("c"),
            new InputImageChunk(ModelId.of("m"), CommandId.of("c"), "x".repeat(chars), 0, 1)),
        null);
  }

  @Test
  void longEventsPushOlderOnesOutAndTheLatestStays() throws Exception {
    feed.append(prompt(0, 60_000));
    feed.append(prompt(1, 60_000));
    assertThatThrownBy(() -> new EventStream(feed, 0).next(Duration.ZERO))
        .isInstanceOf(EventsMissedException.class)
        .hasMessageContaining("resume from 1");
    feed.append(prompt(2, 200_000));
    assertThat(read(new EventStream(feed, 2), 1)).containsExactly(2L);
    append(3, 7);
    assertThat(read(new EventStream(feed, 3), 4)).containsExactly(3L, 4L, 5L, 6L);
  }

  @Test
  void aReaderIsHandedNoMoreThanABoundAtATime() throws Exception {
    EventFeed large = new EventFeed(16, Long.MAX_VALUE);
    int chars = (int) EventFeed.MAX_CHARS_PER_READ / 2;
    for (int i = 0; i < 8; i++) {
      large.append(prompt(i, chars));
    }
    assertThat(large.read(0, 0, Duration.ZERO)).hasSize(2);
    large.restartAt(
        8,
        (fromIdx, max) ->
            ImmutableList.of(
                prompt(fromIdx, chars), prompt(fromIdx + 1, chars), prompt(fromIdx + 2, chars)));
    assertThat(large.read(0, 0, Duration.ZERO)).hasSize(2);
  }
}

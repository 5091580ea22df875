package org.exojvm.core.election;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.exojvm.api.id.NodeId;

/**
 * Goal: a follower goes on where it is exactly when its log is the beginning of the master's.
 * Method: logs are written out as the session that wrote each event; the answer is compared with a
 * comparison of the logs.
 */
class SessionAnnouncementProperties {

  private static SessionId session(long clock) {
    return new SessionId(NodeId.of("m"), clock);
  }

  /** One entry per event: the session that wrote it. */
  private static List<SessionId> log(List<Integer> lengths, long firstClock) {
    List<SessionId> log = new ArrayList<>();
    for (int i = 0; i < lengths.size(); i++) {
      for (int event = 0; event < lengths.get(i); event++) {
        log.add(session(firstClock + i));
      }
    }
    return log;
  }

  private static ImmutableList<SessionStart> starts(List<SessionId> log) {
    ImmutableList.Builder<SessionStart> starts = ImmutableList.builder();
    for (int i = 0; i < log.size(); i++) {
      if (i == 0 || !log.get(i).equals(log.get(i - 1))) {
        starts.add(new SessionStart(log.get(i), i));
      }
    }
    return starts.build();
  }

  @Property(tries = 1_000)
  void aFollowerGoesOnExactlyWhenItsLogIsTheBeginningOfTheMasters(
      @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 1, max = 4) Integer> master,
      @ForAll @IntRange(max = 12) int shared,
      @ForAll @Size(max = 2) List<@IntRange(min = 1, max = 3) Integer> own) {
    List<SessionId> ofMaster = log(master, 0);
    List<SessionId> ofFollower =
        new ArrayList<>(ofMaster.subList(0, Math.min(shared, ofMaster.size())));
    ofFollower.addAll(log(own, 100));
    boolean begins =
        ofFollower.size() <= ofMaster.size()
            && ofMaster.subList(0, ofFollower.size()).equals(ofFollower);
    assertThat(
            new SessionAnnouncement(starts(ofMaster))
                .continues(starts(ofFollower), ofFollower.size()))
        .isEqualTo(begins);
  }

  @Example
  void aFollowerWhoseLatestSessionIsForgottenBeginsAnew() {
    SessionAnnouncement late =
        new SessionAnnouncement(ImmutableList.of(new SessionStart(session(9), 50)));
    assertThat(late.continues(ImmutableList.of(new SessionStart(session(1), 0)), 3)).isFalse();
    assertThat(late.continues(ImmutableList.of(), 3)).isFalse();
    assertThat(late.continues(ImmutableList.of(), 0)).isTrue();
  }

  @Example
  void aHistoryHasASessionAndAnOrder() {
    assertThatThrownBy(() -> new SessionAnnouncement(ImmutableList.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                new SessionAnnouncement(
                    ImmutableList.of(
                        new SessionStart(session(1), 5), new SessionStart(session(2), 5))))
        .hasMessageContaining("out of order");
  }
}

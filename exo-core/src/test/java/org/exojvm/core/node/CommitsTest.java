package org.exojvm.core.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.exojvm.api.id.EventId;
import org.exojvm.core.event.IndexedEvent;
import org.exojvm.core.event.TestEvent;
import org.junit.jupiter.api.Test;

/** Goal: nothing is told before it is durable, and a disk that gives no answer is noticed. */
class CommitsTest {

  private final Commits commits = new Commits(-1);
  private final List<String> told = new ArrayList<>();

  private void add(long idx) {
    commits.add(new IndexedEvent(idx, new TestEvent(EventId.of("e" + idx)), null));
  }

  private void committed(long idx) {
    commits.committed(idx, event -> told.add("event " + event.idx()));
  }

  @Test
  void anActionWaitsForTheEventsBeforeItAndForNoOthers() {
    commits.after(() -> told.add("at once"));
    add(0);
    commits.after(() -> told.add("after 0"));
    add(1);
    commits.after(() -> told.add("after 1"));
    assertThat(told).containsExactly("at once");
    committed(1);
    assertThat(told).containsExactly("at once", "event 0", "after 0");
    committed(2);
    assertThat(told).endsWith("event 1", "after 1").hasSize(5);
    assertThat(commits.uncommitted()).isZero();
  }

  @Test
  void ticksAreCountedOnlyWhileTheDiskOwesAnAnswer() {
    assertThat(commits.tick()).isZero();
    add(0);
    assertThat(commits.tick()).isEqualTo(1);
    assertThat(commits.tick()).isEqualTo(2);
    add(1);
    committed(1);
    assertThat(commits.ticksWaited()).isZero();
    assertThat(commits.tick()).isEqualTo(1);
    committed(2);
    assertThat(commits.tick()).isZero();
  }
}

package org.exojvm.core.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * Goal: messages of peers are dropped at their bound, reports and what the node asked for never.
 */
class MailboxTest {

  private final Mailbox mailbox = new Mailbox(2, 1);
  private final List<String> done = new ArrayList<>();

  private void takeOne() throws InterruptedException {
    Objects.requireNonNull(mailbox.poll(0)).run();
  }

  @Test
  void messagesAreDroppedWhenTooManyWaitAndOnlyThen() throws Exception {
    assertThat(mailbox.offerMessage(() -> done.add("1"))).isTrue();
    assertThat(mailbox.offerMessage(() -> done.add("2"))).isTrue();
    assertThat(mailbox.offerMessage(() -> done.add("3"))).isFalse();
    assertThat(mailbox.put(() -> done.add("own"))).isTrue();
    takeOne();
    assertThat(mailbox.offerMessage(() -> done.add("4"))).isTrue();
    takeOne();
    takeOne();
    takeOne();
    assertThat(done).containsExactly("1", "2", "own", "4");
  }

  @Test
  void aReportWaitsForRoom() throws Exception {
    mailbox.putReport(() -> done.add("first"));
    Thread reporter = Thread.ofPlatform().start(() -> mailbox.putReport(() -> done.add("second")));
    while (reporter.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    assertThat(mailbox.offerMessage(() -> done.add("message"))).isTrue();
    takeOne();
    reporter.join();
    takeOne();
    takeOne();
    assertThat(done).containsExactly("first", "message", "second");
  }

  @Test
  void closingLetsAWaitingReporterGo() throws Exception {
    mailbox.putReport(() -> done.add("first"));
    Thread reporter = Thread.ofPlatform().start(() -> mailbox.putReport(() -> done.add("second")));
    while (reporter.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    mailbox.close();
    reporter.join();
    assertThat(mailbox.put(() -> done.add("late"))).isFalse();
    takeOne();
    assertThat(mailbox.poll(0)).isNull();
    assertThat(done).containsExactly("first");
  }
}

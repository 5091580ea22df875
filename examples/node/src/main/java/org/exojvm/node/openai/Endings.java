package org.exojvm.node.openai;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.exojvm.core.node.EventStream;
import org.exojvm.core.node.EventsMissedException;
import org.exojvm.core.node.ExoNode;

/**
 * Finishes requests whose answer is complete. The last piece of an answer overtakes the news that
 * its task is complete; finished in between, the task would be cancelled in all its ranks for
 * nothing. So this waits for the news, but not on the thread of the client.
 */
final class Endings {

  /** Most requests that wait for the news; further ones are finished at once. */
  private static final int MAX_WAITING = 4_096;

  /** Longest wait for the news. Longer: more waits behind a node that lags. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Semaphore ROOM = new Semaphore(MAX_WAITING);

  private Endings() {}

  /** Finishes a request, soon. Returns at once; the watch belongs to it from now on. */
  static void finish(ExoNode node, TaskWatch watch, Submission submission) {
    if (ROOM.tryAcquire()) {
      Thread.ofVirtual()
          .name("chat-ending")
          .start(
              () -> {
                try {
                  await(node, watch);
                  submission.finish();
                } finally {
                  ROOM.release();
                }
              });
    } else {
      submission.finish();
    }
  }

  private static void await(ExoNode node, TaskWatch watch) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    EventStream news = node.events(node.state().lastEventAppliedIdx() + 1);
    try {
      while (watch.isOpen(node.state()) && !news.isEnded()) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          return;
        }
        var _ = news.next(Duration.ofNanos(left));
      }
    } catch (EventsMissedException e) {
      // So much has happened meanwhile that the news are among it.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

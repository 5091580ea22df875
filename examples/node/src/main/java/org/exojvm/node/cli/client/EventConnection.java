package org.exojvm.node.cli.client;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One connection to a stream of events: a thread reads it, so that its reader can stop waiting. */
final class EventConnection implements AutoCloseable {

  /** Words that wait for the reader. When there are as many, the node waits, and may give up. */
  private static final int MAX_WAITING = 1_024;

  /** What may come. */
  sealed interface Word {

    /** An event or a comment. */
    record Came(ServerEvent event) implements Word {}

    /** The connection is gone. */
    record Broken(IOException why) implements Word {}

    /** Nothing in time. */
    record None() implements Word {}
  }

  private final ServerEventReader reader;
  private final BlockingQueue<Word> words = new ArrayBlockingQueue<>(MAX_WAITING);
  private final Thread thread;

  EventConnection(ServerEventReader reader) {
    this.reader = reader;
    this.thread = Thread.ofVirtual().name("event-stream").start(this::read);
  }

  private void read() {
    try {
      while (true) {
        words.put(new Word.Came(reader.next()));
      }
    } catch (IOException e) {
      try {
        words.put(new Word.Broken(e));
      } catch (InterruptedException closed) {
        // Whoever closed it does not want to know.
      }
    } catch (InterruptedException closed) {
      // As above.
    }
  }

  Word poll(Duration atMost) throws InterruptedException {
    @Nullable Word word = words.poll(atMost.toNanos(), TimeUnit.NANOSECONDS);
    return word == null ? new Word.None() : word;
  }

  /** Ends the connection and waits for the thread, which has nothing left to wait for. */
  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException e) {
      // It is gone either way.
    }
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

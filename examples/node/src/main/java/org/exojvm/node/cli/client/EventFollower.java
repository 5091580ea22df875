package org.exojvm.node.cli.client;

import java.io.EOFException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Follows the events of a cluster at one node from an index on. When the connection breaks it is
 * made anew and goes on after the last event, a bounded number of times.
 *
 * <p>Threading: belongs to one thread.
 */
public final class EventFollower implements AutoCloseable {

  /** Name of what tells a reader that it was too slow, or that the log is another one now. */
  private static final String MISSED = "missed";

  private final ApiClient client;
  private final Reconnects reconnects;
  private long next;
  private int failures;
  private long lastWordNanos;
  private @Nullable EventConnection connection;
  private Heard.@Nullable End end;

  /** Creates a follower of the events from an index on; connects when it is first asked. */
  public EventFollower(ApiClient client, long from, Reconnects reconnects) {
    this.client = client;
    this.reconnects = reconnects;
    this.next = from;
  }

  /** Returns the index that it will go on with. */
  public long next() {
    return next;
  }

  /** Waits for what comes next, at most so long; connecting takes its own time. */
  public Heard next(Duration atMost) throws InterruptedException {
    if (end != null) {
      return end;
    }
    long deadline = System.nanoTime() + atMost.toNanos();
    while (true) {
      EventConnection open = connection;
      if (open == null) {
        Optional<Heard> told = connect();
        if (told.isPresent()) {
          return told.get();
        }
        continue;
      }
      long now = System.nanoTime();
      long patience = lastWordNanos + reconnects.silence().toNanos() - now;
      if (patience <= 0) {
        return lost("it was silent for " + reconnects.silence().toSeconds() + " s");
      }
      long left = Math.min(Math.max(0, deadline - now), patience);
      switch (open.poll(Duration.ofNanos(left))) {
        case EventConnection.Word.None _ -> {
          if (System.nanoTime() >= deadline) {
            return new Heard.Nothing();
          }
        }
        case EventConnection.Word.Broken(var why) -> {
          return lost(why instanceof EOFException ? "the node ended it" : why.getMessage());
        }
        case EventConnection.Word.Came(var event) -> {
          lastWordNanos = System.nanoTime();
          Optional<Heard> heard = heard(event);
          if (heard.isPresent()) {
            return heard.get();
          }
        }
      }
    }
  }

  private Optional<Heard> heard(ServerEvent event) {
    failures = 0;
    if (!(event instanceof ServerEvent.Message(var id, var name, var data))) {
      return Optional.empty();
    }
    Optional<Long> idx = index(id);
    if (name.equals(MISSED)) {
      // What follows may have lower indices: the node went over to another log.
      next = idx.map(before -> before + 1).orElse(next);
      return Optional.of(new Heard.Missed(next));
    }
    if (idx.isEmpty()) {
      return Optional.empty();
    }
    if (idx.get() < next) {
      return Optional.empty();
    }
    next = idx.get() + 1;
    return Optional.of(new Heard.Event(idx.get(), name, data));
  }

  private static Optional<Long> index(String id) {
    try {
      return Optional.of(Long.parseLong(id));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private Optional<Heard> connect() throws InterruptedException {
    if (failures > 0) {
      Thread.sleep(reconnects.before(failures));
    }
    ApiPath path = ApiPath.of("events", "stream").with("from", Long.toString(next));
    switch (client.open(path)) {
      case ApiClient.Opened.Stream(var in) -> {
        connection = new EventConnection(new ServerEventReader(in));
        lastWordNanos = System.nanoTime();
        return Optional.empty();
      }
      case ApiClient.Opened.Not(var why) when failures > 0 && why.mayPass() -> {
        return Optional.of(again(why));
      }
      case ApiClient.Opened.Not(var why) -> {
        return Optional.of(ended(why));
      }
    }
  }

  private Heard again(Answer.Failure why) {
    failures++;
    return failures > reconnects.attempts() ? ended(why) : new Heard.Interruption(why.sentence());
  }

  private Heard lost(@Nullable String why) {
    close();
    failures++;
    String sentence =
        "The event stream of %s broke: %s.".formatted(client.address(), String.valueOf(why));
    return failures > reconnects.attempts()
        ? ended(new Answer.Unreachable(sentence + " Maybe look at its log, or ask another node."))
        : new Heard.Interruption(sentence);
  }

  private Heard ended(Answer.Failure why) {
    end = new Heard.End(why);
    return end;
  }

  @Override
  public void close() {
    EventConnection open = connection;
    connection = null;
    if (open != null) {
      open.close();
    }
  }
}

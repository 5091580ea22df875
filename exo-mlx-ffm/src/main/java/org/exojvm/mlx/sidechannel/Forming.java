package org.exojvm.mlx.sidechannel;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The time from being told to connect until the group is formed, with its one deadline. */
final class Forming {

  /** What a side channel does meanwhile, on a thread of its own. */
  interface Work {
    void run() throws IOException, InterruptedException;
  }

  private final Fate fate;
  private final int rank;
  private final Thread.Builder threads;
  private final AtomicBoolean begun = new AtomicBoolean();
  private final AtomicReference<Fate.@Nullable Deadline> deadline = new AtomicReference<>();

  /** Creates it for work on sockets. */
  Forming(Fate fate, int rank) {
    this(fate, rank, Thread.ofVirtual());
  }

  /** Creates it for work on threads of a kind. */
  Forming(Fate fate, int rank, Thread.Builder threads) {
    this.fate = fate;
    this.rank = rank;
    this.threads = threads.name("side-channel-" + rank);
  }

  /** Begins; a second call does nothing. */
  void begin(Work work) {
    if (!begun.compareAndSet(false, true)) {
      return;
    }
    try {
      deadline.set(fate.within(SideChannelWait.GROUP_FORMS, rank));
    } catch (IOException _) {
      return; // It was closed before it began.
    }
    run(work);
  }

  /** Runs work on a thread of its own; what goes wrong there ends the side channel. */
  void run(Work work) {
    threads.start(
        () -> {
          try {
            work.run();
          } catch (IOException e) {
            fate.end(new SideChannelEnd.Failed(String.valueOf(e.getMessage())));
          } catch (InterruptedException _) {
            fate.end(new SideChannelEnd.Closed());
          } catch (RuntimeException e) {
            // Of a stream or an exchange that is not of this package.
            fate.end(new SideChannelEnd.Failed(e.toString()));
          }
        });
  }

  /** The group is formed. */
  void done() {
    fate.formed();
    Fate.Deadline armed = deadline.getAndSet(null);
    if (armed != null) {
      armed.close();
    }
  }
}

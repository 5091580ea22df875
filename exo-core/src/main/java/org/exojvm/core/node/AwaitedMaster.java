package org.exojvm.core.node;

import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.exojvm.core.command.Command;
import org.exojvm.core.master.RejectionCode;
import org.jspecify.annotations.Nullable;

/** Commands of this node's host while nobody is master. Belongs to the loop. */
final class AwaitedMaster {

  /** Most commands that wait; further ones are turned away. */
  static final int MAX_WAITING = 1_000;

  /**
   * Longest time they wait: an election takes less. Shorter: clients notice every change of the
   * master. Longer: they wait for one that does not come.
   */
  static final long PATIENCE_MILLIS = 5_000;

  /** How they are handed over. */
  interface Route {

    /** Hands over a command; returns false while there is nobody to decide on it. */
    boolean submit(Command command, Consumer<CommandResult> answer);
  }

  private record Waiting(long number, Command command, Consumer<CommandResult> answer) {}

  private final NodeLoop loop;
  private final Route route;
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private long numbers;
  private @Nullable String hopeless;

  AwaitedMaster(NodeLoop loop, Route route) {
    this.loop = loop;
    this.route = route;
  }

  /** From now on nobody waits for a master: this node could be the only one, and cannot. */
  void giveUp(String why) {
    hopeless = why;
    giveUpTo(Long.MAX_VALUE);
  }

  private void refuse(Waiting late) {
    String why = hopeless;
    late.answer()
        .accept(
            new CommandResult.Rejected(
                late.command().commandId(),
                RejectionCode.UNAVAILABLE,
                why == null
                    ? "This node reaches no master. Maybe try again later."
                    : "This node reaches no master and cannot be one. " + why));
  }

  /** Hands a command over now, or as soon as there is a master. */
  void submit(Command command, Consumer<CommandResult> answer) {
    if (route.submit(command, answer)) {
      return;
    }
    Waiting late = new Waiting(numbers++, command, answer);
    if (hopeless != null || waiting.size() >= MAX_WAITING) {
      refuse(late);
      return;
    }
    waiting.add(late);
    loop.after(PATIENCE_MILLIS, () -> giveUpTo(late.number()));
  }

  /** There may be a master now. */
  void retry() {
    for (Waiting next = waiting.peek();
        next != null && route.submit(next.command(), next.answer());
        next = waiting.peek()) {
      waiting.remove();
    }
  }

  private void giveUpTo(long number) {
    while (!waiting.isEmpty() && waiting.peek().number() <= number) {
      refuse(waiting.remove());
    }
  }
}

package org.exojvm.core.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.exojvm.api.id.CommandId;

/** Who waits for the answer to which command, on a master. Belongs to the loop. */
final class PendingCommands {

  /** Most that wait. Smaller: bursts are turned away. Larger: more memory while a disk is slow. */
  static final int MAX_PENDING_COMMANDS = 10_000;

  /**
   * Master ticks after which somebody waits no longer: later than the longest search, so that the
   * answer of the master comes first.
   */
  static final int MAX_WAIT_TICKS = 70;

  private record Waiter(long untilTick, Consumer<CommandResult> answer) {}

  private final Map<CommandId, List<Waiter>> waiters = new HashMap<>();
  private int count;
  private long tick;

  /** Lets somebody wait; returns false when too many do. */
  boolean add(CommandId command, Consumer<CommandResult> answer) {
    if (count >= MAX_PENDING_COMMANDS) {
      return false;
    }
    count++;
    waiters
        .computeIfAbsent(command, _ -> new ArrayList<>())
        .add(new Waiter(tick + MAX_WAIT_TICKS, answer));
    return true;
  }

  /** Returns whether anybody waits for a command. */
  boolean isAwaited(CommandId command) {
    return waiters.containsKey(command);
  }

  /** Tells everybody who waits for a command. */
  void answer(CommandResult result) {
    List<Waiter> told = waiters.remove(result.commandId());
    if (told != null) {
      count -= told.size();
      told.forEach(waiter -> waiter.answer().accept(result));
    }
  }

  /** Counts the time and gives up on what has taken too long. */
  void tick() {
    tick++;
    giveUp(
        waiter -> tick > waiter.untilTick(),
        "The master did not decide within %d s.".formatted(MAX_WAIT_TICKS));
  }

  /** Tells everybody that nothing can be said; {@code reason} says why. */
  void giveUpAll(String reason) {
    giveUp(waiter -> true, reason);
  }

  private void giveUp(Function<Waiter, Boolean> late, String reason) {
    String told = reason + " Maybe send the same command again.";
    for (Iterator<Map.Entry<CommandId, List<Waiter>>> it = waiters.entrySet().iterator();
        it.hasNext(); ) {
      Map.Entry<CommandId, List<Waiter>> entry = it.next();
      if (entry.getValue().stream().allMatch(late::apply)) {
        it.remove();
        count -= entry.getValue().size();
        entry
            .getValue()
            .forEach(
                waiter ->
                    waiter.answer().accept(new CommandResult.Undecided(entry.getKey(), told)));
      }
    }
  }
}

package org.exojvm.core.process;

import com.google.common.collect.ImmutableList;
import org.exojvm.core.event.Event;
import org.exojvm.core.id.IdSequence;
import org.exojvm.core.state.State;

/**
 * Removes runners and tasks that nobody wants any more (D13, D14):
 *
 * <ul>
 *   <li>runners whose instance is gone, once they have stopped or their node has left;
 *   <li>requests whose instance is gone: cancelled first, deleted with all other tasks of the
 *       instance when its last runner is gone;
 *   <li>cancelled requests, with the steps that stopped them, once every runner has let go;
 *   <li>the oldest finished tasks beyond {@link #MAX_FINISHED_TASKS}.
 * </ul>
 *
 * <p>Instances are never touched: one without an intent is the user's own. Runners of an instance
 * that still exists are the business of {@link InstanceHealthManager}, wherever their node is.
 */
public final class CleanerManager implements ProcessManager<CleanerMemory> {

  /**
   * Finished tasks of existing instances kept for people to look at. Fewer, and what happened is
   * hard to see; more, and State, which every replica and snapshot carries, grows without use.
   */
  public static final int MAX_FINISHED_TASKS = 1_000;

  /**
   * Ticks after which a runner is forgotten that claims to live but belongs to nothing. Its worker
   * stops it within seconds and says so; a worker that never does has died.
   */
  public static final int STRANGER_TICKS = 60;

  /** Creates a manager. */
  public CleanerManager() {}

  @Override
  public String name() {
    return "cleaner";
  }

  @Override
  public CleanerMemory initialMemory() {
    return CleanerMemory.empty();
  }

  @Override
  public Round<CleanerMemory> reconcile(State state, CleanerMemory memory, Tick tick) {
    if (memory.tidy() != null && memory.tidy().holdsIn(state)) {
      return Round.quiet(memory);
    }
    IdSequence ids = tick.ids("cleaner");
    ImmutableList.Builder<Event> events = ImmutableList.builder();
    UnwantedRunners runners = UnwantedRunners.in(state, memory, tick);
    runners.gone().forEach(runner -> events.add(runners.deletion(runner, ids)));
    events.addAll(new UnwantedTasks(state, runners.instancesStillBound(), ids).events());
    ImmutableList<Event> removals = events.build();
    boolean tidy = removals.isEmpty() && runners.strangersSince().isEmpty();
    return new Round<>(
        new CleanerMemory(runners.strangersSince(), tidy ? CleanerMemory.Tidy.of(state) : null),
        removals,
        ImmutableList.of());
  }
}

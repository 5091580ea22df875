package org.exojvm.core.process;

import org.exojvm.core.state.State;

/**
 * One concern of the reconciliation loop: looks at the state and says what should happen.
 *
 * <p>Contract: pure. Asked twice with the same state, memory and tick it gives an equal answer.
 * When nothing changes any more it emits nothing. It sees the state after the events of the
 * managers before it were applied; the order is instance health, node liveness, cleaner, meta
 * instances. One that throws is reported and skipped for this round, with its memory as it was.
 *
 * @param <M> what one master remembers between ticks; immutable, lost on re-election by design
 */
public interface ProcessManager<M> {

  /** Returns the name used in logs and metrics. */
  String name();

  /** Returns the memory of a new mastership. */
  M initialMemory();

  /** Returns what should happen in this round. */
  Round<M> reconcile(State state, M memory, Tick tick);
}

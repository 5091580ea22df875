package org.exojvm.core.master;

import org.exojvm.core.process.ProcessManager;
import org.exojvm.core.process.Round;
import org.exojvm.core.process.Tick;

/**
 * A process manager with its memory. One that throws is reported and keeps the memory it had (D12).
 *
 * @param <M> memory of the manager
 */
final class ManagerSlot<M> {

  private final ProcessManager<M> manager;
  private M memory;

  ManagerSlot(ProcessManager<M> manager) {
    this.manager = manager;
    this.memory = manager.initialMemory();
  }

  M memory() {
    return memory;
  }

  void reconcile(Indexer indexer, Tick tick) {
    Round<M> round;
    try {
      round = manager.reconcile(indexer.state(), memory, tick);
    } catch (RuntimeException bug) {
      indexer.note(Incident.MANAGER_FAILED, manager.name() + ": " + bug);
      return;
    }
    carryOut(indexer, round);
  }

  void carryOut(Indexer indexer, Round<M> round) {
    memory = round.memory();
    indexer.indexAll(round.events());
    indexer.request(round.effects());
  }
}

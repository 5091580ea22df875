package org.exojvm.core.simulation;

import com.google.common.collect.ImmutableList;
import java.util.function.Function;
import org.exojvm.api.id.NodeId;
import org.exojvm.core.election.ElectionCore;
import org.exojvm.core.election.SessionId;
import org.exojvm.core.journal.EventLog;
import org.exojvm.core.master.MasterConfig;
import org.exojvm.core.master.MasterCore;
import org.exojvm.core.master.MasterInput;
import org.exojvm.core.master.MasterOutput;
import org.exojvm.core.reconcile.PlacementStrategies;
import org.exojvm.core.state.State;
import org.exojvm.core.worker.WorkerCore;

/** Which cores a simulation runs: the real ones, unless a test puts something in front of them. */
public interface CoreSeams {

  /**
   * Returns the master of one mastership.
   *
   * @param recovered the state its log holds
   * @param open opens a real core that continues from a state
   */
  default MasterStep master(State recovered, Function<State, MasterStep> open) {
    return open.apply(recovered);
  }

  /** Returns the settings of all masters. */
  default MasterConfig config(MasterConfig config) {
    return config;
  }

  /** Returns the log of one process. */
  default EventLog log(EventLog log) {
    return log;
  }

  /** Returns the worker of a node. */
  default WorkerStep worker(NodeId node, WorkerCore core) {
    return core::step;
  }

  /** Returns the election of a node. */
  default ElectionStep election(NodeId node, ElectionCore core) {
    return core::step;
  }

  /** Returns the real core of a master. */
  static MasterStep masterCore(
      MasterConfig config,
      SessionId session,
      String nonce,
      PlacementStrategies strategies,
      State initial) {
    MasterCore core = new MasterCore(config, session, nonce, strategies, initial);
    return new MasterStep() {
      @Override
      public ImmutableList<MasterOutput> step(MasterInput input) {
        return core.step(input);
      }

      @Override
      public State state() {
        return core.state();
      }
    };
  }
}

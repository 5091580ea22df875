package org.exojvm.core.simulation;

import com.google.common.collect.ImmutableList;
import org.exojvm.core.worker.WorkerInput;
import org.exojvm.core.worker.WorkerOutput;

/** The core of a worker, or something of a test in front of it. */
@FunctionalInterface
public interface WorkerStep {

  /** Takes one input and returns what the shell has to do, in order. */
  ImmutableList<WorkerOutput> step(WorkerInput input);
}

package org.exojvm.core.simulation;

import com.google.common.collect.ImmutableList;
import org.exojvm.core.master.MasterInput;
import org.exojvm.core.master.MasterOutput;
import org.exojvm.core.state.State;

/** The core of a master, or something of a test in front of it. */
public interface MasterStep {

  /** Takes one input and returns what the shell has to do, in order. */
  ImmutableList<MasterOutput> step(MasterInput input);

  /** Returns the state as of the last step. */
  State state();
}

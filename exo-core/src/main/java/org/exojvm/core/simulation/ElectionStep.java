package org.exojvm.core.simulation;

import com.google.common.collect.ImmutableList;
import org.exojvm.core.election.ElectionInput;
import org.exojvm.core.election.ElectionOutput;
import org.exojvm.core.election.ElectionView;

/** The core of an election, or something of a test in front of it. */
@FunctionalInterface
public interface ElectionStep {

  /** Takes one input and returns what the shell has to do, in order. */
  ImmutableList<ElectionOutput> step(ElectionInput input, ElectionView view);
}

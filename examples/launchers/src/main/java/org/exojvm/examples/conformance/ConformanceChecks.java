package org.exojvm.examples.conformance;

import com.google.common.collect.ImmutableList;

/** The one place where checks are registered. */
public final class ConformanceChecks {

  private static final ImmutableList<VectorCheck> ALL =
      ImmutableList.<VectorCheck>builder()
          .add(new WireCheck()) // one line a check
          .add(new PlacementCheck())
          .add(new LayersCheck())
          .add(new ApplyCheck())
          .add(new ReplayCheck())
          .add(new PlanCheck())
          .add(new ReconcileCheck())
          .add(new HealthCheck())
          .add(new LivenessCheck())
          .build();

  private ConformanceChecks() {}

  /** Returns every check, in the order in which files are run and printed. */
  public static ImmutableList<VectorCheck> all() {
    return ALL;
  }
}

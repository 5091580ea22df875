/** Placement strategies and what a host's own strategy needs to assemble an instance. */
module org.exojvm.placement {
  requires transitive com.google.common;
  requires transitive org.exojvm.api;
  requires static com.google.errorprone.annotations;
  requires static java.compiler;
  requires static org.immutables.value.annotations;
  requires static org.jspecify;

  exports org.exojvm.placement;
  exports org.exojvm.placement.explain;
  exports org.exojvm.placement.cost;

  provides org.exojvm.api.placement.PlacementStrategy with
      org.exojvm.placement.LargestCycleStrategy,
      org.exojvm.placement.SmallestCycleStrategy;
}

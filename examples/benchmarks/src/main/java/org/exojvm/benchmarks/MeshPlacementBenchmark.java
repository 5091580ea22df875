package org.exojvm.benchmarks;

import java.util.concurrent.TimeUnit;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.placement.PlacementResult;
import org.exojvm.placement.LargestCycleStrategy;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a placement costs against the size of the cluster, where every pair of nodes is linked. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class MeshPlacementBenchmark {

  private static final LargestCycleStrategy LARGEST = new LargestCycleStrategy();

  /** Number of nodes. */
  @Param({"4", "8", "16", "32", "64", "128", "256", "512"})
  public int nodes;

  private PlacementRequest request = PlacementClusters.ring("mesh-1", "mixed");

  /** Builds the request, which is not part of what is measured. */
  @Setup
  public void setUp() {
    request = PlacementClusters.ring("mesh-" + nodes, "mixed");
  }

  /** Places a model as a pipeline over a ring, on links it has never seen. */
  @Benchmark
  public PlacementResult place() {
    return LARGEST.place(PlacementClusters.onNewTopology(request));
  }
}

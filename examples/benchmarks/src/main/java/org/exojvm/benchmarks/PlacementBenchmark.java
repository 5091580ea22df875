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

/**
 * One placement on the clusters of {@link PlacementClusters}: reading the topology, searching and
 * building the instance. Nothing is kept from one placement to the next.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class PlacementBenchmark {

  private static final LargestCycleStrategy LARGEST = new LargestCycleStrategy();

  /** Shape and size of the cluster. */
  @Param({"mesh-10", "mesh-64", "mesh-512", "ring-64", "near-512", "far-512"})
  public String cluster;

  /** Whether all nodes offer the same. */
  @Param({"equal", "mixed"})
  public String memory;

  private PlacementRequest request = PlacementClusters.ring("mesh-1", "equal");

  /** Builds the request, which is not part of what is measured. */
  @Setup
  public void setUp() {
    request = PlacementClusters.ring(cluster, memory);
  }

  /** Places a model as a pipeline over a ring, on links it has never seen. */
  @Benchmark
  public PlacementResult place() {
    return LARGEST.place(PlacementClusters.onNewTopology(request));
  }
}

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

/** Places one gang of eight on 1,000 nodes in racks of eight; every placement is timed. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class RackPlacementBenchmark {

  private static final LargestCycleStrategy LARGEST = new LargestCycleStrategy();

  /** Whether all nodes offer the same. */
  @Param({"equal", "mixed"})
  public String memory;

  /** Whether the links have just changed, or are those of the placement before. */
  @Param({"new", "known"})
  public String links;

  private PlacementRequest request = PlacementClusters.racks(1, "equal");

  /** Builds the request, which is not part of what is measured. */
  @Setup
  public void setUp() {
    request = PlacementClusters.racks(125, memory);
  }

  /** Places a model as tensors over an RDMA mesh. */
  @Benchmark
  public PlacementResult place() {
    return LARGEST.place(links.equals("new") ? PlacementClusters.onNewTopology(request) : request);
  }
}

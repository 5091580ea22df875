package org.exojvm.benchmarks;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.exojvm.api.id.NodeId;
import org.exojvm.core.engine.simulated.SimulatedTimings;
import org.exojvm.core.info.GatheredInfo.GatheredMemoryUsage;
import org.exojvm.core.node.ExoNode;
import org.exojvm.core.node.ExoNodeBuilder;
import org.exojvm.core.node.NodeRole;
import org.exojvm.core.node.SimulatedHardware;
import org.exojvm.core.transport.memory.InMemoryNetwork;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A node that joins a cluster whose master has a journal of 1,000,000 events: from its start until
 * it has caught up with the master. Real nodes over the network in memory. Each fork begins with a
 * cold JVM; every iteration is another node, and the first has read nothing before.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 3)
@Fork(2)
public class JoinBenchmark {

  private static final int EVENTS = 1_000_000;
  private static final int EVENTS_PER_SNAPSHOT = 20_000;
  private static final long POLL_NANOS = 200_000;

  private final InMemoryNetwork network =
      new InMemoryNetwork(delivery -> Thread.ofVirtual().start(delivery));
  private final SimulatedHardware hardware = new SimulatedHardware(SimulatedTimings.DEFAULT);
  private Path directory = Path.of("");
  private @Nullable ExoNode master;
  private @Nullable ExoNode follower;
  private int joined;

  /** Writes the journal and starts the master on it. */
  @Setup
  public void startMaster() throws IOException {
    directory = Files.createTempDirectory("join-benchmark");
    NodeId id = ClusterParts.node(0);
    Path home = directory.resolve("master");
    JournalStory.write(home.resolve("journal"), EVENTS, EVENTS_PER_SNAPSHOT);
    ExoNode started = node(home, id).build();
    started.start();
    master = started;
  }

  private ExoNodeBuilder node(Path home, NodeId id) {
    return ExoNode.builder(home)
        .id(id)
        .transport(network::join)
        .engine(hardware.engine())
        .downloads(hardware.downloads())
        .probe(() -> ImmutableList.of(new GatheredMemoryUsage(ClusterParts.memory(384))));
  }

  /** Ends the follower. */
  @TearDown(Level.Iteration)
  public void closeFollower() {
    Objects.requireNonNull(follower).close();
  }

  /** Ends the master. */
  @TearDown
  public void closeMaster() throws IOException {
    Objects.requireNonNull(master).close();
    hardware.close();
    JournalStory.delete(directory);
  }

  /** Starts a node and waits until it knows what the master knows. */
  @Benchmark
  public long join() throws IOException {
    ExoNode leader = Objects.requireNonNull(master);
    NodeId id = NodeId.of("joins-" + joined++);
    ExoNode fresh =
        node(directory.resolve(id.value()), id)
            .roles(EnumSet.of(NodeRole.WORKER))
            .master(leader.id())
            .build();
    fresh.start();
    follower = fresh;
    long behind = leader.state().lastEventAppliedIdx() - fresh.state().lastEventAppliedIdx();
    while (behind > 0) {
      LockSupport.parkNanos(POLL_NANOS);
      behind = leader.state().lastEventAppliedIdx() - fresh.state().lastEventAppliedIdx();
    }
    if (fresh.state().lastEventAppliedIdx() < EVENTS
        || fresh.state().instances().size() < JournalStory.NODES) {
      throw new IllegalStateException("Caught up with nothing: " + fresh.state());
    }
    return fresh.state().lastEventAppliedIdx();
  }
}

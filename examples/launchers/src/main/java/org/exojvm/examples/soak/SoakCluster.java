package org.exojvm.examples.soak;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.exojvm.api.generation.GenerationChunk;
import org.exojvm.api.generation.GenerationChunk.TokenChunk;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.model.Memory;
import org.exojvm.api.node.MemoryUsage;
import org.exojvm.core.engine.simulated.SimulatedTimings;
import org.exojvm.core.info.GatheredInfo;
import org.exojvm.core.info.GatheredInfo.GatheredMemoryUsage;
import org.exojvm.core.node.ExoNode;
import org.exojvm.core.node.ExoNodeBuilder;
import org.exojvm.core.node.NodeCounters;
import org.exojvm.core.node.NodeRole;
import org.exojvm.core.node.SimulatedHardware;
import org.exojvm.core.transport.memory.InMemoryNetwork;

/** Nodes of one process; the first is master. What a node counted is kept when it is restarted. */
final class SoakCluster implements AutoCloseable {

  private static final long TOTAL_GIB = 16;
  private static final long LEAST_GIB = 12;
  private static final SimulatedTimings TIMINGS =
      SimulatedTimings.DEFAULT
          .withStartMillis(20)
          .withConnectMillis(20)
          .withWarmUpMillis(20)
          .withTokenMillis(5)
          .withStopMillis(10)
          .withNoticeMillis(50);

  private final Path directory;
  private final Consumer<CommandId> answered;
  private final AtomicLong answers = new AtomicLong();
  private final InMemoryNetwork network =
      new InMemoryNetwork(delivery -> Thread.ofVirtual().name("network").start(delivery));
  private final SimulatedHardware hardware = new SimulatedHardware(TIMINGS);
  private final List<ExoNode> nodes = new ArrayList<>();
  private long refusedBefore;
  private long failuresBefore;

  /**
   * Starts nodes.
   *
   * @param answered hears which requests have had their last token; must not block
   */
  SoakCluster(Path directory, int count, Consumer<CommandId> answered) throws IOException {
    this.directory = directory;
    this.answered = answered;
    for (int number = 0; number < count; number++) {
      nodes.add(started(number));
    }
  }

  private ExoNode started(int number) throws IOException {
    NodeId id = id(number);
    Random memory = new Random(number);
    ExoNodeBuilder builder =
        ExoNode.builder(directory.resolve(id.value()))
            .id(id)
            .transport(network::join)
            .engine(hardware.engine())
            .downloads(hardware.downloads())
            .probe(() -> ImmutableList.of(measured(memory)))
            .chunks(this::chunk);
    if (number > 0) {
      builder.roles(EnumSet.of(NodeRole.WORKER)).master(id(0));
    }
    ExoNode node = builder.build();
    node.start();
    return node;
  }

  static NodeId id(int number) {
    return NodeId.of("soak-" + number);
  }

  /** Never the same twice, so that every measurement is an event. */
  private static GatheredInfo measured(Random random) {
    long bytes =
        Memory.ofGib(LEAST_GIB).inBytes()
            + random.nextLong(Memory.ofGib(TOTAL_GIB - LEAST_GIB).inBytes());
    return new GatheredMemoryUsage(
        new MemoryUsage(Memory.ofGib(TOTAL_GIB), Memory.ofBytes(bytes), Memory.ZERO, Memory.ZERO));
  }

  private void chunk(CommandId command, GenerationChunk chunk) {
    if (!(chunk instanceof TokenChunk token) || token.finishReason() != null) {
      answers.addAndGet(chunk instanceof TokenChunk ? 1 : 0);
      answered.accept(command);
    }
  }

  /** Returns how many requests have had their last token. */
  long answers() {
    return answers.get();
  }

  synchronized ExoNode node(int number) {
    return nodes.get(number);
  }

  synchronized int size() {
    return nodes.size();
  }

  /** Ends a node and starts it anew on its directory. */
  void restart(int number) throws IOException {
    ExoNode old = node(number);
    old.close();
    ExoNode fresh;
    synchronized (this) {
      NodeCounters counters = old.counters();
      refusedBefore += counters.refusedEvents();
      failuresBefore += counters.failures();
      fresh = started(number);
      nodes.set(number, fresh);
    }
  }

  /** Returns how many events of workers were lost. */
  synchronized long refusedEvents() {
    return refusedBefore + nodes.stream().mapToLong(node -> node.counters().refusedEvents()).sum();
  }

  /** Returns how often a loop met a bug. */
  synchronized long failures() {
    return failuresBefore + nodes.stream().mapToLong(node -> node.counters().failures()).sum();
  }

  Path journal() {
    return directory.resolve(id(0).value()).resolve("journal");
  }

  @Override
  public void close() {
    for (ExoNode node : nodes.reversed()) {
      node.close();
    }
    hardware.close();
  }
}

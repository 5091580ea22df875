package org.exojvm.examples.soak;

import com.google.common.collect.ImmutableList;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.exojvm.api.id.CommandId;
import org.exojvm.core.journal.JournalInspection;
import org.exojvm.core.node.ExoNode;
import org.exojvm.core.state.State;

/** Runs nodes under load for a time, takes samples of the heap, and judges what it has seen. */
final class Soak {

  /** Samples of a run. Fewer: one that is off decides. More: collecting garbage takes over. */
  private static final int SAMPLES = 10;

  private static final Duration QUIET_PATIENCE = Duration.ofSeconds(60);
  private static final double BYTES_PER_MIB = 1 << 20;

  private final PrintWriter out;
  private final Duration duration;
  private final int nodes;
  private final long seed;

  Soak(PrintWriter out, Duration duration, int nodes, long seed) {
    this.out = out;
    this.duration = duration;
    this.nodes = nodes;
    this.seed = seed;
  }

  /** Runs; returns whether nothing was lost, nothing failed and the heap does not grow. */
  boolean run() throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("exo-soak");
    try {
      return run(directory);
    } finally {
      MoreFiles.deleteRecursively(directory, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }

  private boolean run(Path directory) throws IOException, InterruptedException {
    BlockingQueue<CommandId> answered = SoakLoad.queue();
    ImmutableList.Builder<Long> heap = ImmutableList.builder();
    long failures;
    long dropped;
    long events;
    State last;
    SoakCluster cluster = new SoakCluster(directory, nodes, answered::add);
    SoakLoad load = new SoakLoad(cluster, answered, seed);
    try (cluster;
        SoakWatch watch = new SoakWatch(cluster)) {
      for (int sample = 1; sample <= SAMPLES; sample++) {
        loadUntil(load, System.nanoTime() + duration.toNanos() / SAMPLES);
        long bytes = heapAfterGc();
        heap.add(bytes);
        tell(sample, bytes, cluster, load, watch);
      }
      failures = load.failures() + differingReplicas(cluster);
      last = cluster.node(0).state();
      failures += load.lostIntents(last) + cluster.failures();
      dropped = cluster.refusedEvents() + watch.missing();
      events = watch.events();
    }
    failures += journalProblems(cluster.journal(), last);
    return judge(new HeapTrend(heap.build()), events, cluster.answers(), dropped, failures);
  }

  private static void loadUntil(SoakLoad load, long endNanos)
      throws IOException, InterruptedException {
    while (System.nanoTime() - endNanos < 0) {
      load.step();
    }
  }

  private static long heapAfterGc() {
    System.gc();
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private void tell(int sample, long heap, SoakCluster cluster, SoakLoad load, SoakWatch watch) {
    out.printf(
        "minute=%.1f heap=%.1fMiB events=%d requests=%d answered=%d threads=%d dropped=%d"
            + " failures=%d%n",
        sample * minutes() / SAMPLES,
        heap / BYTES_PER_MIB,
        watch.events(),
        load.requests(),
        cluster.answers(),
        ManagementFactory.getThreadMXBean().getThreadCount(),
        cluster.refusedEvents() + watch.missing(),
        load.failures() + cluster.failures());
    out.flush();
  }

  /** Returns how many nodes do not come to hold the state of the master at the same index. */
  private long differingReplicas(SoakCluster cluster) {
    long differing = 0;
    for (int number = 1; number < cluster.size(); number++) {
      ExoNode follower = cluster.node(number);
      long endNanos = System.nanoTime() + QUIET_PATIENCE.toNanos();
      boolean equal = false;
      while (!equal && System.nanoTime() - endNanos < 0) {
        State own = follower.state();
        State masters = cluster.node(0).state();
        if (own.lastEventAppliedIdx() == masters.lastEventAppliedIdx()) {
          equal = own.equals(masters);
          if (!equal) {
            break;
          }
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
      }
      if (!equal) {
        differing++;
        out.printf("node %d does not hold the state of the master%n", number);
      }
    }
    return differing;
  }

  /** The journal is whole and gives at least what the master had told. */
  private long journalProblems(Path journal, State last) throws IOException {
    JournalInspection.Report report = JournalInspection.of(journal).report();
    report.recovery().damage().forEach(out::println);
    boolean whole = report.recovery().state().lastEventAppliedIdx() >= last.lastEventAppliedIdx();
    return (long) report.recovery().damage().size() + (whole ? 0 : 1);
  }

  private boolean judge(HeapTrend trend, long events, long answers, long dropped, long failures) {
    double mibPerMinute = trend.bytesPerSample() * SAMPLES / minutes() / BYTES_PER_MIB;
    out.printf(
        "minutes=%.1f nodes=%d events=%d answered=%d heap_first=%.1fMiB heap_last=%.1fMiB"
            + " slope=%+.2fMiB/min dropped=%d failures=%d%s%n",
        minutes(),
        nodes,
        events,
        answers,
        trend.samples().getFirst() / BYTES_PER_MIB,
        trend.samples().getLast() / BYTES_PER_MIB,
        mibPerMinute,
        dropped,
        failures,
        trend.grows() ? " THE HEAP GROWS" : "");
    out.flush();
    return dropped == 0 && failures == 0 && !trend.grows();
  }

  private double minutes() {
    return duration.toMillis() / 60_000.0;
  }
}

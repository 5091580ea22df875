package org.exojvm.examples.load;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One load on one node. Belongs to one thread. */
final class Load {

  /** What a read may take, for 99 of 100. */
  static final double GOAL_P99_MILLIS = 50;

  /** How much more the heap may hold afterwards: what the latest events take, and noise. */
  private static final double MAX_GROWTH = 1.2;

  private static final long MAX_GROWTH_BYTES = 16 << 20;

  private final PrintWriter out;
  private final String url;
  private final LoadOptions options;
  private final @Nullable NodeMemory memory;

  Load(PrintWriter out, String url, LoadOptions options, @Nullable NodeMemory memory) {
    this.out = out;
    this.url = url;
    this.options = options;
    this.memory = memory;
  }

  /** Runs it and returns whether the goals are reached. */
  boolean run() throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        Chats chats = new Chats(url, client);
        StreamClients streams = new StreamClients(URI.create(url))) {
      chats.bringUp();
      Reads reads = new Reads(url, client);
      ImmutableList<String> missing = reads.tryAll();
      if (!missing.isEmpty()) {
        out.printf("  not there and not read: %s%n", String.join(", ", missing));
      }
      streams.follow(options.streams());
      streams.stall(options.stalled());
      chats.start(options.chats());
      var _ = reads.run(options.reads(), options.warmUpSeconds());
      NodeMemory.Sample before = sample("before");
      ImmutableMap<String, Latencies> measured = reads.run(options.reads(), options.seconds());
      NodeMemory.Sample after = sample("after");
      chats.end();
      out.printf("  %s; %d more never read%n", streams.told(), options.stalled());
      out.printf("  %s%n", chats.told());
      boolean fast = report(measured);
      boolean flat = isFlat(before, after);
      out.flush();
      return fast && flat && streams.isWhole() && chats.failed() == 0;
    }
  }

  private NodeMemory.@Nullable Sample sample(String when) throws IOException {
    NodeMemory.Sample sample = memory == null ? null : memory.sample();
    if (sample != null) {
      out.printf("  %-7s %s%n", when, sample.told());
      out.flush();
    }
    return sample;
  }

  private boolean report(Map<String, Latencies> measured) {
    Latencies all = new Latencies(options.reads() * options.seconds());
    out.println(Latencies.head());
    measured.forEach(
        (path, latencies) -> {
          out.println(latencies.line(path));
          all.addAll(latencies);
        });
    out.println(all.line("all"));
    boolean reached = all.millisAt(0.99) <= GOAL_P99_MILLIS && all.errors() == 0;
    out.printf(
        Locale.ROOT,
        "goal: p99 <= %.0f ms without errors: %s%n",
        GOAL_P99_MILLIS,
        reached ? "reached" : "missed");
    return reached;
  }

  private boolean isFlat(NodeMemory.@Nullable Sample before, NodeMemory.@Nullable Sample after) {
    if (before == null || after == null) {
      return true;
    }
    boolean flat = after.heapBytes() <= MAX_GROWTH * before.heapBytes() + MAX_GROWTH_BYTES;
    out.printf(
        Locale.ROOT,
        "goal: heap after GC at most %.1f times that before plus 16 MiB: %s%n",
        MAX_GROWTH,
        flat ? "reached" : "missed");
    return flat;
  }
}

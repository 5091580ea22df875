package org.exojvm.examples.load;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Exit codes: 0 when the goals are reached, 1 when one is missed, 2 for misuse. */
@Command(
    name = "load",
    mixinStandardHelpOptions = true,
    description = {
      "Puts a load on the API of a node and prints how it bears it.",
      "Clients follow the events while others read at a fixed rate, whether or not answers come;"
          + " latencies count from the time a read was due. Without --url a node is started in a"
          + " process of its own, and its memory is measured before and after. Fails when the 99th"
          + " percentile is above 50 ms, when an answer is missing, when a stream has a gap, or"
          + " when the heap grows."
    })
public final class LoadCommand implements Callable<Integer> {

  private static final int MISUSE = 2;
  private static final int FAILED = 1;
  private static final int MAX_STREAMS = 10_000;
  private static final int MAX_RATE = 100_000;
  private static final int MAX_SECONDS = 86_400;

  @Spec private CommandSpec spec;

  @Option(names = "--url", paramLabel = "URL", description = "A node that runs already.")
  private @Nullable String url;

  @Option(
      names = "--streams",
      paramLabel = "N",
      defaultValue = "200",
      description = "Clients that follow the events (default: ${DEFAULT-VALUE}).")
  private int streams;

  @Option(
      names = "--stalled",
      paramLabel = "N",
      defaultValue = "0",
      description = "Further ones that never read (default: ${DEFAULT-VALUE}).")
  private int stalled;

  @Option(
      names = "--reads",
      paramLabel = "R",
      defaultValue = "500",
      description = "Reads per second (default: ${DEFAULT-VALUE}).")
  private int reads;

  @Option(
      names = "--chats",
      paramLabel = "R",
      defaultValue = "2",
      description = "Short chats per second, which make events (default: ${DEFAULT-VALUE}).")
  private int chats;

  @Option(
      names = "--warm-up",
      paramLabel = "S",
      defaultValue = "15",
      description = "Seconds before anything is measured (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "60",
      description = "Seconds in which it is measured (default: ${DEFAULT-VALUE}).")
  private int seconds;

  /** Made by picocli. */
  public LoadCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!isSensible()) {
      PrintWriter err = spec.commandLine().getErr();
      err.printf(
          "Cannot put this load on a node. Maybe choose at most %d streams, 1 to %d reads a second"
              + " and 1 to %d seconds.%n",
          MAX_STREAMS, MAX_RATE, MAX_SECONDS);
      err.flush();
      return MISUSE;
    }
    LoadOptions options = new LoadOptions(streams, stalled, reads, chats, warmUp, seconds);
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%d streams, %d reads/s and %d chats/s for %d s after %d s%n",
        streams, reads, chats, seconds, warmUp);
    out.flush();
    boolean reached =
        url == null ? ofNewNode(out, options) : new Load(out, url, options, null).run();
    return reached ? 0 : FAILED;
  }

  private boolean isSensible() {
    return isWithin(streams, 0, MAX_STREAMS)
        && isWithin(stalled, 0, MAX_STREAMS)
        && isWithin(reads, 1, MAX_RATE)
        && isWithin(chats, 0, MAX_RATE)
        && isWithin(warmUp, 0, MAX_SECONDS)
        && isWithin(seconds, 1, MAX_SECONDS);
  }

  private static boolean isWithin(int value, int min, int max) {
    return value >= min && value <= max;
  }

  private static boolean ofNewNode(PrintWriter out, LoadOptions options)
      throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("exo-load");
    try (LoadedNode node = LoadedNode.start(directory);
        NodeMemory memory = NodeMemory.of(node.pid())) {
      return new Load(out, node.url(), options, memory).run();
    } finally {
      MoreFiles.deleteRecursively(directory, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }
}

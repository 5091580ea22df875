package org.exojvm.benchmarks.network;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Measures the transport over libp2p, and js-libp2p beside it where that is installed. */
public final class NetworkBench {

  /** Where the profile {@code interop} of the transport lets npm install js-libp2p. */
  private static final List<Path> JS_DIRECTORIES =
      List.of(
          Path.of("exo-transport-libp2p/target/interop"),
          Path.of("exo-transport-libp2p/target/fast/interop"));

  private static final List<Workload> WORKLOADS =
      List.of(
          new ConnectionSetup(),
          new RequestRoundTrip(),
          new GossipDelivery(8, 1),
          new GossipDelivery(8, 8),
          new GossipDelivery(2, 2),
          new SignedMessages(),
          new AdapterEvents(),
          new StreamThroughput());

  private static final String ROW = "%-44s %-10s %-44s %s%n";

  private NetworkBench() {}

  /**
   * Measures, one workload after the other.
   *
   * @param args at most one, a regular expression that selects workloads by name
   * @throws Exception if a workload cannot be measured
   */
  public static void main(String[] args) throws Exception {
    Pattern wanted = Pattern.compile(args.length == 0 ? "" : args[0]);
    PrintStream out = System.out;
    Path root = Path.of(System.getProperty("exo.root", "."));
    List<Path> js =
        JS_DIRECTORIES.stream().map(root::resolve).filter(JsPair::isInstalled).limit(1).toList();
    out.printf(ROW, "workload", "goal", "Java", "js-libp2p");
    for (Workload workload : selected(wanted).toList()) {
      String java = workload.java();
      out.printf(ROW, workload.name(), workload.goal(), java, measureJs(workload, js));
    }
    if (js.isEmpty()) {
      out.println("js-libp2p is not installed: mvn -Pinterop verify -pl exo-transport-libp2p -am");
    }
  }

  private static Stream<Workload> selected(Pattern wanted) {
    return WORKLOADS.stream().filter(workload -> wanted.matcher(workload.name()).find());
  }

  private static String measureJs(Workload workload, List<Path> js) throws Exception {
    if (js.isEmpty()) {
      return "-";
    }
    try (JsPair peers = JsPair.start(js.getFirst())) {
      return workload.js(peers).orElse("-");
    }
  }
}

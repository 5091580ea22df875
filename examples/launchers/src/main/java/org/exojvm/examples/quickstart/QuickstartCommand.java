package org.exojvm.examples.quickstart;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.exojvm.api.catalog.ModelCardException;
import org.exojvm.core.catalog.BundledModelCatalog;
import org.exojvm.core.engine.simulated.SimulatedTimings;
import org.exojvm.core.master.MasterConfig;
import org.exojvm.core.reconcile.PlacementStrategies;
import org.exojvm.core.sim.ClusterListener;
import org.exojvm.core.sim.SimulationSettings;
import org.exojvm.core.sim.VirtualCluster;
import org.exojvm.examples.cluster.ClusterDescriptionException;
import org.exojvm.examples.processes.ProcessException;
import org.exojvm.examples.processes.ProcessStory;
import org.exojvm.examples.processes.Wish;
import org.exojvm.examples.terminal.MisuseException;
import org.exojvm.examples.terminal.StrategyNames;
import org.exojvm.node.terminal.Ink;
import org.exojvm.node.terminal.Screen;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * {@code examples/run quickstart}: exit 0 when the whole story ended as promised, 1 when a step of
 * it did not, 2 when it could not begin.
 */
@Command(
    name = "quickstart",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Declares a model, and watches it being placed, used, healed four times and removed.",
      "The control plane is the real one; time, network and engine are simulated.",
      "With --processes only the engine is."
    })
public final class QuickstartCommand implements Callable<Integer> {

  private static final int FAILED = 1;
  private static final int USAGE = 2;

  private static final ImmutableList<String> NOT_WITH_PROCESSES =
      ImmutableList.of(
          "--cluster", "--sharding", "--instance-meta", "--no-real-nodes", "--json", "--pace");

  /** Weights are fetched once; this is faster than most networks, so that nobody has to watch. */
  private static final long DOWNLOAD_BYTES_PER_SECOND = 20_000_000_000L;

  @Spec private CommandSpec spec;
  @Mixin private QuickstartOptions options;

  /** Made by picocli. */
  public QuickstartCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    try {
      return (options.processes ? tellOfProcesses() : tell()) ? 0 : FAILED;
    } catch (MisuseException e) {
      complain(String.valueOf(e.getMessage()));
      return USAGE;
    }
  }

  private boolean tellOfProcesses() throws MisuseException, InterruptedException {
    for (String option : NOT_WITH_PROCESSES) {
      if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
        throw new MisuseException(
            "%s says nothing to --processes. Maybe leave one of them out.".formatted(option));
      }
    }
    Ink ink = Ink.forOutput(Screen.isAtTerminal(), System.getenv("NO_COLOR") != null);
    Wish wish =
        new Wish(
            Objects.requireNonNullElse(options.model, Wish.DEFAULT_MODEL),
            options.minNodes,
            options.strategy);
    try {
      new ProcessStory(wish, spec.commandLine().getOut(), ink).tell();
      return true;
    } catch (ProcessException | IOException e) {
      complain(String.valueOf(e.getMessage()));
      return false;
    }
  }

  private void complain(String message) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(message);
    err.flush();
  }

  private boolean tell() throws MisuseException {
    BundledModelCatalog catalog = BundledModelCatalog.create();
    StoryPlan plan = plan(catalog);
    RecordingStrategy strategy = new RecordingStrategy(StrategyNames.find(options.strategy));
    PrintWriter out = spec.commandLine().getOut();
    Stage stage = options.json ? silent() : stage(out);
    Narrator narrator = new Narrator(plan, stage, strategy);
    VirtualCluster cluster =
        VirtualCluster.builder(plan.cluster().state(), catalog)
            .strategies(PlacementStrategies.of(ImmutableList.of(strategy)))
            .masterConfig(masterConfig(catalog, strategy))
            .settings(
                SimulationSettings.defaults()
                    .withHardware(
                        SimulatedTimings.DEFAULT.withDownloadBytesPerSecond(
                            DOWNLOAD_BYTES_PER_SECOND)))
            .listener(listener(narrator, out))
            .build();
    Optional<Outcome> failure =
        new Story(
                new Scene(plan, cluster, stage, narrator, strategy),
                !options.noRealNodes && !options.json)
            .tell();
    out.flush();
    failure.filter(outcome -> options.json).ifPresent(this::complain);
    return failure.isEmpty();
  }

  private static MasterConfig masterConfig(
      BundledModelCatalog catalog, RecordingStrategy strategy) {
    return MasterConfig.defaults()
        .withDefaultStrategy(strategy.name())
        .withCardOverlay(catalog.overlay())
        .withMemory(StoryPlanner.memory(catalog));
  }

  /** The story itself has told it, unless it was told in events. */
  private void complain(Outcome failure) {
    complain(failure.step() + ": " + failure.result());
  }

  private StoryPlan plan(BundledModelCatalog catalog) throws MisuseException {
    try {
      return new StoryPlanner(options, catalog).plan();
    } catch (ClusterDescriptionException | ModelCardException e) {
      throw new MisuseException(String.valueOf(e.getMessage()));
    }
  }

  private ClusterListener listener(Narrator narrator, PrintWriter out) {
    return options.json ? new Listeners(ImmutableList.of(new JsonEvents(out), narrator)) : narrator;
  }

  private Stage stage(PrintWriter out) throws MisuseException {
    boolean terminal = Screen.isAtTerminal();
    Ink ink = Ink.forOutput(terminal, System.getenv("NO_COLOR") != null);
    return new Stage(out, ink, pace(terminal));
  }

  private Pace pace(boolean terminal) throws MisuseException {
    double usual = terminal && System.getenv("CI") == null ? Pace.READING : Pace.SKIMMING;
    try {
      return new Pace(Objects.requireNonNullElse(options.pace, usual));
    } catch (IllegalArgumentException e) {
      throw new MisuseException(String.valueOf(e.getMessage()));
    }
  }

  private static Stage silent() {
    return new Stage(new PrintWriter(PrintWriter.nullWriter()), new Ink(false), new Pace(0));
  }
}

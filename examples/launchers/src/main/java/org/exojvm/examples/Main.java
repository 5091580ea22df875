package org.exojvm.examples;

import java.io.PrintWriter;
import java.util.List;
import org.exojvm.examples.chaos.ChaosCommand;
import org.exojvm.examples.conformance.ConformanceCommand;
import org.exojvm.examples.explain.ExplainCommand;
import org.exojvm.examples.journal.JournalCommand;
import org.exojvm.examples.load.LoadCommand;
import org.exojvm.examples.mlx.MlxCommand;
import org.exojvm.examples.quickstart.QuickstartCommand;
import org.exojvm.examples.simulate.SimulateCommand;
import org.exojvm.examples.soak.SoakCommand;
import org.exojvm.node.cli.ClientCommands;
import org.exojvm.node.launch.NodeCommand;
import org.exojvm.node.terminal.MisuseMessage;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Entry point of {@code examples/run}: dispatches to one of {@link #EXAMPLES}.
 *
 * <p>Exit codes: 0 for success, 1 for an example that failed, 2 for a usage error.
 */
@Command(
    name = "examples/run",
    mixinStandardHelpOptions = true,
    version = "exo for the JVM 0.1.0-SNAPSHOT",
    synopsisSubcommandLabel = "NAME",
    description = {
      "Runs one of the examples below.",
      "intent, instance, cluster, models and events ask a node that runs."
    },
    footer = {
      "",
      "The benchmarks and the embedding sample have main classes of their own:",
      "examples/run bench --help, examples/run embedding."
    })
public final class Main implements Runnable {

  /** One picocli command class per example, in the order in which they are listed. */
  static final List<Class<?>> EXAMPLES =
      List.of(
          QuickstartCommand.class,
          NodeCommand.class,
          ExplainCommand.class,
          ConformanceCommand.class,
          JournalCommand.class,
          SimulateCommand.class,
          SoakCommand.class,
          LoadCommand.class,
          MlxCommand.class,
          ChaosCommand.class);

  @Spec private CommandSpec spec;

  private Main() {}

  /**
   * Runs the example named by the first argument and exits with its code.
   *
   * @param args the name of an example and its own arguments
   */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The root command with every example registered; tests execute it in this JVM. */
  static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new Main());
    // Not by their classes: picocli would not ask a command's transformer for its options then.
    EXAMPLES.forEach(example -> commandLine.addSubcommand(new CommandLine(example)));
    ClientCommands.ALL.forEach(commandLine::addSubcommand);
    tellVersion(commandLine, commandLine.getCommandSpec().version());
    return commandLine.setParameterExceptionHandler(new MisuseMessage());
  }

  /** Every command has an option for the version; picocli would have it say nothing. */
  private static void tellVersion(CommandLine command, String[] version) {
    command.getCommandSpec().version(version);
    command.getSubcommands().values().forEach(below -> tellVersion(below, version));
  }

  /** Without a name: lists the examples. */
  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    spec.commandLine().usage(out);
    out.flush();
  }
}

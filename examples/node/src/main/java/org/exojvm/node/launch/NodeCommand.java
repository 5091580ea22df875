package org.exojvm.node.launch;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.exojvm.node.config.ConfigReader;
import org.exojvm.node.config.NodeConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a node until it is told to stop. */
@Command(
    name = "node",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    modelTransformer = SettingOptions.class,
    description = {
      "Runs a node of a cluster with its HTTP API, until Ctrl-C or SIGTERM stops it.",
      "",
      "Every setting has one name: --data-dir here, EXO_NODE_DATA_DIR in the environment, data-dir"
          + " in the file. The command line goes before the environment, that before the file."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:stopped when it was told to",
      "1:failed; the message or the log says why",
      "2:a setting that cannot be; all that is wrong is listed",
      "3:the data directory cannot be used, such as by another node",
      "4:the API or the transport cannot listen at its address"
    },
    footer = {
      "",
      "Examples:",
      "  node --engine simulated --data-dir /tmp/n1",
      "  node --api 0.0.0.0:52415 --token-file tokens --allowed-host kitchen.local",
      "  node --transport libp2p --listen /ip4/0.0.0.0/tcp/4001 --secret-file secret",
      "  node --transport libp2p --peer /ip4/10.0.0.2/tcp/4001 --secret-file secret",
      "  node --config node.yaml --show-config"
    })
public final class NodeCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "YAML file of settings; EXO_NODE_CONFIG names one too.")
  private @Nullable Path file;

  @Option(
      names = "--show-config",
      description = "Print every setting, its value and where it was given, and end.")
  private boolean showConfig;

  /** Made by picocli. */
  public NodeCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    NodeConfig.Result read =
        ConfigReader.read(
            Parts.installed().toChooseFrom(),
            Optional.ofNullable(file),
            System.getenv(),
            SettingOptions.flags(spec.commandLine().getParseResult()));
    ExitCode ended =
        switch (read) {
          case NodeConfig.Result.Invalid(var problems) -> {
            problems.forEach(problem -> complain(problem.message()));
            yield ExitCode.MISUSE;
          }
          case NodeConfig.Result.Valid(var config, var inForce) -> {
            if (showConfig) {
              inForce.forEach(
                  it -> say("%s: %s  # %s".formatted(it.name(), it.value(), it.source().text())));
              yield ExitCode.STOPPED;
            }
            yield run(config);
          }
        };
    return ended.number();
  }

  private ExitCode run(NodeConfig config) throws InterruptedException {
    LogLevels.apply(config.logLevel());
    try {
      NodeProgram program = NodeProgram.start(config);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(program), "stop-node"));
      say(program.greeting());
    } catch (NodeStartException e) {
      complain(String.valueOf(e.getMessage()));
      return e.exitCode();
    }
    new CountDownLatch(1).await(); // for ever: the end of the process is the end of the node
    return ExitCode.FAILED;
  }

  /**
   * Runs when the process is told to end. A node that stopped as it was told to has not failed,
   * whatever number the signal has.
   */
  private void stop(NodeProgram program) {
    program.close();
    say("Node %s has stopped.".formatted(program.id()));
    Runtime.getRuntime().halt(ExitCode.STOPPED.number());
  }

  private void say(String text) {
    print(spec.commandLine().getOut(), text);
  }

  private void complain(String text) {
    print(spec.commandLine().getErr(), text);
  }

  private static void print(PrintWriter out, String text) {
    out.println(text);
    out.flush();
  }
}

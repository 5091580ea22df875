package org.exojvm.examples.conformance;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code examples/run conformance DIR}: exit 0 when nothing failed, 1 when something did. */
@Command(
    name = "conformance",
    mixinStandardHelpOptions = true,
    description = "Runs every vector file of a directory and counts passed, deviated and failed.")
public final class ConformanceCommand implements Callable<Integer> {

  private static final int FAILED = 1;
  private static final int USAGE = 2;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "Directory with wire.jsonl.gz and the others.")
  private Path directory;

  @Option(
      names = "--failures",
      paramLabel = "N",
      defaultValue = "5",
      description = "Failures shown per file (default: ${DEFAULT-VALUE}).")
  private int failuresShown;

  /** Made by picocli. */
  public ConformanceCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try {
      ConformanceReport report = new ConformanceRun(ConformanceChecks.all()).run(directory);
      report.files().forEach(file -> print(out, file));
      out.println(report);
      out.flush();
      return report.failed() == 0 ? 0 : FAILED;
    } catch (IOException e) {
      PrintWriter err = spec.commandLine().getErr();
      err.printf(
          "The directory %s cannot be read: %s. Maybe it does not exist or is a file.%n",
          directory, e);
      err.flush();
      return USAGE;
    }
  }

  private void print(PrintWriter out, FileReport file) {
    out.println(file);
    file.failures().stream().limit(failuresShown).forEach(why -> out.println("  " + why));
    if (file.failures().size() > failuresShown) {
      out.printf("  ... and %d more%n", file.failures().size() - failuresShown);
    }
  }
}

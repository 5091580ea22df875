package org.exojvm.node.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code completion}: prints a script for bash and zsh. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    description = "Prints a script by which bash and zsh complete commands and options.",
    footer = {
      "",
      "Examples:",
      "  source <(examples/run completion)",
      "  alias exo=$PWD/examples/run; source <(exo completion --name exo)"
    })
public final class CompletionCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description =
          "What is typed to run the commands, such as an alias (default: ${DEFAULT-VALUE}).",
      defaultValue = "examples/run")
  private @Nullable String name;

  /** Made by picocli. */
  public CompletionCommand() {}

  @Override
  public Integer call() {
    String typed = String.valueOf(name);
    if (!typed.matches("[A-Za-z0-9_./+-]{1,100}")) {
      PrintWriter err = spec.commandLine().getErr();
      err.println(
          "\"%s\" is not the name of a command: letters, digits and _./+- are. Maybe use an alias."
              .formatted(typed));
      err.flush();
      return Exit.MISUSE.code();
    }
    CommandLine root = spec.root().commandLine();
    PrintWriter out = spec.commandLine().getOut();
    out.print(AutoComplete.bash(typed, root));
    out.print('\n');
    out.flush();
    return Exit.DONE.code();
  }
}

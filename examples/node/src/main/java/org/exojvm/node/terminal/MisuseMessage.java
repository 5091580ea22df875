package org.exojvm.node.terminal;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Tells what is wrong with a command line, and where its help is. Picocli prints all of the help,
 * which moves what is wrong off a terminal. Only a command that has others below it lists them.
 *
 * <p>Threading: confined to the thread that runs the command.
 */
public final class MisuseMessage implements IParameterExceptionHandler {

  /** Creates a handler for any command line. */
  public MisuseMessage() {}

  @Override
  public int handleParseException(ParameterException problem, String[] arguments) {
    CommandLine command = problem.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(Text.printable(String.valueOf(problem.getMessage())));
    if (!UnmatchedArgumentException.printSuggestions(problem, err)
        && !command.getSubcommands().isEmpty()) {
      command.usage(err);
    }
    err.println("Maybe look at: %s --help".formatted(command.getCommandSpec().qualifiedName()));
    err.flush();
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }
}

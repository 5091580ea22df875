package org.exojvm.examples.mlx;

import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code examples/run mlx}: what concerns Apple's MLX. */
@Command(
    name = "mlx",
    mixinStandardHelpOptions = true,
    description = "Apple's MLX on this machine.",
    subcommands = DoctorCommand.class)
public final class MlxCommand implements Runnable {

  @Spec private CommandSpec spec;

  /** Made by picocli. */
  public MlxCommand() {}

  /** Without a name: says which there are. */
  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    spec.commandLine().usage(out);
    out.flush();
  }
}

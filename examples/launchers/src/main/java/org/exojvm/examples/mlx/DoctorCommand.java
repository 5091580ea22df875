package org.exojvm.examples.mlx;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.exojvm.mlx.check.MlxProbe;
import org.exojvm.mlx.check.MlxProbeResult;
import org.exojvm.mlx.deadline.SystemTimers;
import org.exojvm.mlx.library.MlxLocation;
import org.exojvm.mlx.verbs.VerbsProbe;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code examples/run mlx doctor}: exit 0 when MLX computes and ranks exchange arrays, else 1. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Says what of MLX is found and what is missing, multiplies two matrices,",
      "and lets two processes add up an array."
    })
public final class DoctorCommand implements Callable<Integer> {

  private static final int FAILED = 1;

  @Spec private CommandSpec spec;

  /** Made by picocli. */
  public DoctorCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (SystemTimers timers = new SystemTimers()) {
      boolean works = mlx(out, timers);
      line(out, "RDMA devices", new VerbsProbe(timers).ask().text());
      MacFacts facts = new MacFacts(timers);
      line(out, "RDMA switch", facts.rdma());
      line(out, "Thunderbolt", facts.thunderbolt());
      return works ? 0 : FAILED;
    }
  }

  private static boolean mlx(PrintWriter out, SystemTimers timers) {
    MlxLocation location = MlxLocation.find();
    line(out, "library", location.text());
    if (!(location instanceof MlxLocation.Found found)) {
      return false;
    }
    MlxProbeResult probed = new MlxProbe(timers).ask(found.file());
    line(out, "MLX", probed.text());
    if (!(probed instanceof MlxProbeResult.Works)) {
      return false;
    }
    line(out, "two matrices", "multiplied, and the product is right");
    RingCheck.Result ring = new RingCheck(timers).run(found);
    line(out, "two processes", ring.text());
    return ring.right();
  }

  private static void line(PrintWriter out, String what, String text) {
    out.printf("%-14s %s%n", what, text);
    out.flush();
  }
}

package org.exojvm.examples.mlx;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import org.exojvm.mlx.command.Command;
import org.exojvm.mlx.command.CommandOutcome;
import org.exojvm.mlx.deadline.Timers;
import org.exojvm.mlx.group.RdmaCtl;
import org.exojvm.mlx.thunderbolt.HardwarePorts;
import org.exojvm.mlx.thunderbolt.ThunderboltPorts;
import org.exojvm.mlx.thunderbolt.ThunderboltReading;

/** What the tools of macOS tell; on other machines there are none, and that is an answer. */
final class MacFacts {

  /** {@code system_profiler} takes seconds on a Mac with many devices. */
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private static final int OUTPUT_BYTES_MAX = 4 << 20;

  private final Timers timers;

  MacFacts(Timers timers) {
    this.timers = timers;
  }

  String rdma() {
    CommandOutcome outcome = run("rdma_ctl", "status");
    if (!(outcome instanceof CommandOutcome.Ended ended) || !ended.succeeded()) {
      return "rdma_ctl " + outcome.text() + ". It comes with macOS 26.2.";
    }
    return switch (RdmaCtl.parse(ended.output())) {
      case ENABLED -> "on";
      case DISABLED ->
          "off. Start the machine in recoveryOS, run rdma_ctl enable in a terminal, and restart.";
      case UNKNOWN -> "rdma_ctl said \"" + ended.output().strip() + "\"";
    };
  }

  String thunderbolt() {
    CommandOutcome profile = run("system_profiler", "SPThunderboltDataType", "-json");
    CommandOutcome ports = run("networksetup", "-listallhardwareports");
    if (!(profile instanceof CommandOutcome.Ended reported) || !reported.succeeded()) {
      return "system_profiler " + profile.text();
    }
    if (!(ports instanceof CommandOutcome.Ended listed) || !listed.succeeded()) {
      return "networksetup " + ports.text();
    }
    return switch (ThunderboltPorts.read(reported.output(), HardwarePorts.parse(listed.output()))) {
      case ThunderboltReading.Ports read ->
          "%d ports, %d with a cable to another machine"
              .formatted(read.identifiers().size(), read.connections().size());
      case ThunderboltReading.Unreadable(String reason) -> reason;
    };
  }

  private CommandOutcome run(String... command) {
    return new Command(ImmutableList.copyOf(command), DEADLINE, OUTPUT_BYTES_MAX).run(timers);
  }
}

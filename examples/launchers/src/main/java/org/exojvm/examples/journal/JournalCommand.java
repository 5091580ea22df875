package org.exojvm.examples.journal;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.exojvm.core.codec.ExoJson;
import org.exojvm.core.codec.WireTypes;
import org.exojvm.core.journal.Damage;
import org.exojvm.core.journal.JournalException;
import org.exojvm.core.journal.JournalInspection;
import org.exojvm.core.journal.LogEntry;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Looks at a journal. Exit codes: 0 when it is whole or its tail is merely torn, 1 when committed
 * bytes are damaged, 2 when it cannot be read.
 */
@Command(
    name = "journal",
    mixinStandardHelpOptions = true,
    description = "Looks at the journal of a node without changing it.")
public final class JournalCommand {

  private static final int DAMAGED = 1;
  private static final int UNREADABLE = 2;

  @Spec private CommandSpec spec;

  /** Made by picocli. */
  public JournalCommand() {}

  @Command(
      name = "verify",
      mixinStandardHelpOptions = true,
      description = "Reads every byte and tells what a node would recover.")
  int verify(@Parameters(paramLabel = "DIR", description = "The journal.") Path directory) {
    return reading(
        out -> {
          JournalInspection.Report report = JournalInspection.of(directory).report();
          boolean whole = true;
          for (Damage damage : report.recovery().damage()) {
            whole &= damage.kind() == Damage.Kind.TORN_TAIL;
            out.printf(
                "%s: %s at byte %d: %s%n",
                damage.kind(), damage.file(), damage.offset(), damage.detail());
          }
          out.printf(
              "%s: %d events in %d segments, %d snapshots, state after event %d%n",
              whole ? "ok" : "damaged",
              report.events(),
              report.segments(),
              report.snapshots(),
              report.recovery().state().lastEventAppliedIdx());
          return whole ? 0 : DAMAGED;
        });
  }

  @Command(
      name = "dump",
      mixinStandardHelpOptions = true,
      description = "Prints events: index, stamp of the master, source node, JSON.")
  int dump(
      @Parameters(paramLabel = "DIR", description = "The journal.") Path directory,
      @Option(
              names = "--from",
              paramLabel = "INDEX",
              defaultValue = "0",
              description = "First event (default: ${DEFAULT-VALUE}).")
          long from,
      @Option(names = "--to", paramLabel = "INDEX", description = "Event to stop before.")
          @Nullable Long to) {
    return reading(
        out -> {
          JournalInspection.of(directory)
              .forEach(from, to == null ? Long.MAX_VALUE : to, entry -> out.println(line(entry)));
          return 0;
        });
  }

  private static String line(LogEntry entry) {
    return "%d %s %s %s"
        .formatted(
            entry.idx(),
            Instant.ofEpochMilli(entry.stampMillis()),
            entry.event().sourceNode() == null ? "master" : entry.event().sourceNode(),
            ExoJson.wire().encode(WireTypes.EVENT, entry.event().event()));
  }

  @Command(name = "stats", mixinStandardHelpOptions = true, description = "Counts events by type.")
  int stats(@Parameters(paramLabel = "DIR", description = "The journal.") Path directory) {
    return reading(
        out -> {
          JournalInspection.Report report = JournalInspection.of(directory).report();
          out.printf(
              "%,d events from %d on, %,d bytes, %d segments, %d snapshots%n",
              report.events(),
              Math.max(0, report.firstIdx()),
              report.bytes(),
              report.segments(),
              report.snapshots());
          report.eventsByType().entrySet().stream()
              .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
              .forEach(type -> out.printf("%,12d %s%n", type.getValue(), type.getKey()));
          return 0;
        });
  }

  private interface Reading {
    int with(PrintWriter out) throws JournalException;
  }

  private int reading(Reading reading) {
    PrintWriter out = spec.commandLine().getOut();
    try {
      return reading.with(out);
    } catch (JournalException e) {
      PrintWriter err = spec.commandLine().getErr();
      err.println(e.getMessage());
      err.flush();
      return UNREADABLE;
    } finally {
      out.flush();
    }
  }
}

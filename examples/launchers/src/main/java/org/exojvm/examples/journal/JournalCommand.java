package org.exojvm.examples.journal;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
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
 * Looks at a journal, or tortures one. Exit codes: 0 when it is whole or its tail is merely torn, 1
 * when committed bytes are damaged or acknowledged events lost, 2 when it cannot be read.
 */
@Command(
    name = "journal",
    mixinStandardHelpOptions = true,
    description = "Looks at the journal of a node without changing it, or tortures a new one.")
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
          JournalInspection.Report report = report(directory);
          boolean whole = tell(report.recovery().damage(), out);
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
          requireJournal(directory);
          AtomicLong printed = new AtomicLong();
          boolean whole =
              tell(
                  JournalInspection.of(directory)
                      .forEach(
                          from,
                          to == null ? Long.MAX_VALUE : to,
                          entry -> {
                            printed.incrementAndGet();
                            out.println(line(entry));
                          }),
                  spec.commandLine().getErr());
          if (printed.get() == 0) {
            PrintWriter err = spec.commandLine().getErr();
            err.println(nothingThere(from, to));
            err.flush();
          }
          return whole ? 0 : DAMAGED;
        });
  }

  private static String nothingThere(long from, @Nullable Long to) {
    return "The journal has no event from %d on%s. Maybe see with 'journal stats' what it has."
        .formatted(from, to == null ? "" : " and before " + to);
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
          JournalInspection.Report report = report(directory);
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
          return tell(report.recovery().damage(), spec.commandLine().getErr()) ? 0 : DAMAGED;
        });
  }

  @Command(
      name = "torture",
      mixinStandardHelpOptions = true,
      description = {
        "Kills processes that append to a new journal, and looks what is left.",
        "Each is killed at a random moment; then the journal must open and hold all that was"
            + " acknowledged."
      })
  int torture(
      @Parameters(paramLabel = "DIR", description = "Directory to make; must not exist yet.")
          Path directory,
      @Option(
              names = "--kills",
              paramLabel = "N",
              defaultValue = "200",
              description = "Processes to kill (default: ${DEFAULT-VALUE}).")
          int kills,
      @Option(
              names = "--seed",
              paramLabel = "S",
              defaultValue = "1",
              description = "Chooses the moments (default: ${DEFAULT-VALUE}).")
          long seed)
      throws IOException, InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    if (kills < 1 || Files.exists(directory)) {
      err.println(
          kills < 1
              ? "Cannot kill %d processes. Maybe name a number above 0.".formatted(kills)
              : "%s exists. Maybe name a directory that is to be made.".formatted(directory));
      err.flush();
      return UNREADABLE;
    }
    PrintWriter out = spec.commandLine().getOut();
    Torture.Result result = Torture.run(directory, kills, seed, out);
    out.println(result);
    out.flush();
    return result.isGood() ? 0 : DAMAGED;
  }

  private static JournalInspection.Report report(Path directory) throws JournalException {
    requireJournal(directory);
    return JournalInspection.of(directory).report();
  }

  /** An empty report is no good news: most likely the directory is another one. */
  private static void requireJournal(Path directory) throws JournalException {
    if (JournalInspection.of(directory).isEmpty()) {
      throw new JournalException(
          "There is no journal in %s. Maybe name the directory \"journal\" of a node."
              .formatted(directory));
    }
  }

  /** Tells what could not be read; returns whether nothing that was committed is among it. */
  private static boolean tell(List<Damage> found, PrintWriter to) {
    boolean whole = true;
    for (Damage damage : found) {
      whole &= damage.kind() == Damage.Kind.TORN_TAIL;
      to.printf(
          "%s: %s at byte %d: %s%n",
          damage.kind(), damage.file(), damage.offset(), damage.detail());
    }
    to.flush();
    return whole;
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

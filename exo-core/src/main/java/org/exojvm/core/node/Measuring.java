package org.exojvm.core.node;

import com.google.common.collect.ImmutableList;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import org.exojvm.core.info.GatheredInfo;
import org.exojvm.core.probe.NodeProbe;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the probe of the host, beside the loop and one call at a time; which of its figures are
 * worth telling the worker core decides. A figure taken before a runner had its memory is dropped,
 * since it would count that memory twice (D9). Belongs to the loop.
 */
final class Measuring {

  private static final Logger LOG = LoggerFactory.getLogger(Measuring.class);

  /** Time from one measurement to the next. */
  static final long PERIOD_MILLIS = 1_000;

  private final NodeProbe probe;
  private final ExecutorService threads;
  private final Mailbox mailbox;
  private final Counts counts;
  private final Consumer<GatheredInfo> sink;
  private boolean measuring;
  private boolean outdated;

  Measuring(
      NodeProbe probe,
      ExecutorService threads,
      Mailbox mailbox,
      Counts counts,
      Consumer<GatheredInfo> sink) {
    this.probe = probe;
    this.threads = threads;
    this.mailbox = mailbox;
    this.counts = counts;
    this.sink = sink;
  }

  /** Measures, unless a measurement is under way. */
  void measure() {
    if (!measuring) {
      measuring = true;
      threads.execute(
          () -> {
            ImmutableList<GatheredInfo> found = measured();
            mailbox.put(() -> ended(found));
          });
    }
  }

  /** Something has changed just now: what was measured before does not count. */
  void measureAnew() {
    outdated = measuring;
    measure();
  }

  private ImmutableList<GatheredInfo> measured() {
    try {
      return probe.measure();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception | LinkageError e) { // the host's code
      counts.failedProbes.increment();
      LOG.warn("The machine cannot be measured.", e);
    }
    return ImmutableList.of();
  }

  private void ended(ImmutableList<GatheredInfo> found) {
    measuring = false;
    if (outdated) {
      outdated = false;
      measure();
    } else {
      found.forEach(sink);
    }
  }
}

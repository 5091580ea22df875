package org.exojvm.core.store;

import org.exojvm.api.check.Checks;
import org.immutables.value.Value;

/**
 * What a store takes of a machine and its network. The bounds that nobody needs to change are
 * constants where they apply.
 *
 * @param modelsAtOnce models fetched at once; others wait as pending. More: each takes longer, so
 *     the first serves later
 * @param filesAtOnce files of one model fetched at once, a connection each. Fewer: one slow
 *     connection sets the pace. More: servers refuse
 * @param triesPerFile tries in a row that bring no byte before the model fails. Fewer: a server
 *     that restarts fails it. More: a model that is gone is noticed late
 * @param backOffMillis wait after the first such try; doubles with every further one
 * @param backOffMillisMax longest wait
 * @param connectMillis time a connection may take
 * @param idleMillis time without any byte after which a transfer is cut and tried again
 * @param reportMillis time between two progress reports of a model; each is an event of the cluster
 * @param keptFreeBytes space on the volume that is left alone. Less: the journal of the node, which
 *     may lie there too, stops when the disk is full
 */
@Value.Builder
public record StoreLimits(
    int modelsAtOnce,
    int filesAtOnce,
    int triesPerFile,
    long backOffMillis,
    long backOffMillisMax,
    long connectMillis,
    long idleMillis,
    long reportMillis,
    long keptFreeBytes)
    implements WithStoreLimits {

  /** Two models by four files, patience of about two minutes, one report a second, 1 GiB free. */
  public static final StoreLimits DEFAULT =
      new StoreLimits(2, 4, 8, 500, 30_000, 10_000, 30_000, 1_000, 1L << 30);

  /** Checks that everything is positive; the free space may be 0. */
  public StoreLimits {
    positive("modelsAtOnce", modelsAtOnce);
    positive("filesAtOnce", filesAtOnce);
    positive("triesPerFile", triesPerFile);
    positive("backOffMillis", backOffMillis);
    positive("backOffMillisMax", backOffMillisMax);
    positive("connectMillis", connectMillis);
    positive("idleMillis", idleMillis);
    positive("reportMillis", reportMillis);
    Checks.inRange(keptFreeBytes >= 0, "StoreLimits.keptFreeBytes", keptFreeBytes, "at least 0");
  }

  private static void positive(String name, long value) {
    Checks.inRange(value > 0, "StoreLimits." + name, value, "greater than 0");
  }

  /** Returns the wait after some tries in a row, from 1, that brought nothing. */
  long backOffMillis(int tries) {
    int doublings = Math.min(tries - 1, 30);
    return Math.min(backOffMillisMax, Math.min(backOffMillis, backOffMillisMax) << doublings);
  }
}

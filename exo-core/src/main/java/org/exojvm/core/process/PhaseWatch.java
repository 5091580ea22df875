package org.exojvm.core.process;

import com.google.common.collect.ImmutableList;
import org.exojvm.core.download.DownloadProgress;

/**
 * Where an instance that does not serve yet stands.
 *
 * @param attempt its attempt
 * @param phases phases of its ranks, in the order of the ranks
 * @param downloads downloads of their nodes, in the same order
 * @param sinceTick tick at which this master first saw all that
 */
public record PhaseWatch(
    long attempt,
    ImmutableList<RunnerPhase> phases,
    ImmutableList<ImmutableList<DownloadProgress>> downloads,
    long sinceTick) {

  boolean sameAs(PhaseWatch other) {
    return attempt == other.attempt
        && phases.equals(other.phases)
        && downloads.equals(other.downloads);
  }
}

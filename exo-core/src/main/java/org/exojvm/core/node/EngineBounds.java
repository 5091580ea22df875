package org.exojvm.core.node;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.engine.RunnerStatus.RunnerFailed;
import org.exojvm.api.engine.TraceSpan;
import org.exojvm.core.download.DownloadProgress;
import org.exojvm.core.download.DownloadProgress.DownloadFailed;

/**
 * How much of what engines and downloads say becomes an event. An event that does not fit into a
 * message would never reach the master, and nothing behind it either, so it is cut before it is
 * numbered.
 */
final class EngineBounds {

  /** Longest error text, in characters; a stack of causes is longer and says no more. */
  static final int MAX_TEXT_CHARS = 4_096;

  /** Largest contribution to a round, in bytes; addresses of queue pairs take a few KiB. */
  static final int MAX_CONTRIBUTION_BYTES = 64 << 10;

  /** Most spans of one rank, about 150 bytes each. */
  static final int MAX_SPANS = 1_000;

  /** Longest name or category of a span, in characters. */
  static final int MAX_NAME_CHARS = 128;

  private EngineBounds() {}

  static RunnerStatus cut(RunnerStatus status) {
    return status instanceof RunnerFailed(String message) && message != null
        ? new RunnerFailed(cut(message, MAX_TEXT_CHARS))
        : status;
  }

  static DownloadProgress cut(DownloadProgress progress) {
    return progress instanceof DownloadFailed(var node, var shard, var directory, String message)
        ? new DownloadFailed(node, shard, directory, cut(message, MAX_TEXT_CHARS))
        : progress;
  }

  static ImmutableList<TraceSpan> cut(ImmutableList<TraceSpan> spans) {
    return spans.stream()
        .limit(MAX_SPANS)
        .map(
            span ->
                new TraceSpan(
                    cut(span.name(), MAX_NAME_CHARS),
                    span.startUs(),
                    span.durationUs(),
                    span.rank(),
                    cut(span.category(), MAX_NAME_CHARS)))
        .collect(ImmutableList.toImmutableList());
  }

  /** Never between the halves of a character. */
  static String cut(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
    return text.substring(0, end) + "... (%d more characters)".formatted(text.length() - end);
  }
}

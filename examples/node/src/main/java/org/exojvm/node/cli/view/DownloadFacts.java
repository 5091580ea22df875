package org.exojvm.node.cli.view;

import java.util.Locale;
import org.exojvm.api.model.Memory;
import org.exojvm.node.terminal.Text;

/**
 * A download, or that there is none any more to do.
 *
 * @param node the node that fetches
 * @param model the model
 * @param phase how it stands
 * @param total size of what is fetched, in bytes; 0 when it is not known
 * @param done bytes that are there
 * @param bytesPerSecond speed
 * @param leftMillis time that is left, in ms
 * @param error why it failed, "" unless it did
 */
public record DownloadFacts(
    String node,
    String model,
    Phase phase,
    long total,
    long done,
    double bytesPerSecond,
    long leftMillis,
    String error) {

  /** How a download stands. */
  public enum Phase {
    /** It has not begun. */
    PENDING,
    /** Bytes flow. */
    ONGOING,
    /** All of it is there. */
    COMPLETED,
    /** It has failed. */
    FAILED,
    /** A newer node says something else. */
    OTHER
  }

  /** Reads {@code {"DownloadOngoing":{...}}} and its like. */
  public static DownloadFacts of(Look tagged) {
    Look body = tagged.tagged();
    Look figures = body.at("download_progress");
    Phase phase =
        switch (tagged.tag()) {
          case "DownloadPending" -> Phase.PENDING;
          case "DownloadOngoing" -> Phase.ONGOING;
          case "DownloadCompleted" -> Phase.COMPLETED;
          case "DownloadFailed" -> Phase.FAILED;
          default -> Phase.OTHER;
        };
    boolean isComplete = phase == Phase.COMPLETED;
    long total = bytes((isComplete ? body : figures).at("total_bytes"));
    return new DownloadFacts(
        body.at("node_id").raw().orElse(""),
        body.at("shard_metadata").tagged().at("model_card").at("model_id").raw().orElse(""),
        phase,
        total,
        isComplete ? total : bytes(figures.at("downloaded_bytes")),
        figures.at("speed").real(),
        figures.at("eta_ms").number(0),
        body.at("error_message").raw().map(Text::printable).orElse(""));
  }

  private static long bytes(Look amount) {
    return amount.memory().map(Memory::inBytes).orElse(0L);
  }

  /** Returns how much of it is there, from 0 to 1. */
  public double fraction() {
    if (phase == Phase.COMPLETED) {
      return 1;
    }
    return total <= 0 ? 0 : Math.clamp((double) done / total, 0, 1);
  }

  /** Returns that in words, without the node and the model. */
  public String told() {
    return switch (phase) {
      case PENDING -> "not begun";
      case ONGOING ->
          String.format(
              Locale.ROOT,
              "%3.0f %% of %s, %.0f MB/s, %d s left",
              Math.floor(100 * fraction()),
              Text.gib(Memory.ofBytes(total)),
              bytesPerSecond / 1e6,
              leftMillis / 1_000);
      case COMPLETED -> "complete" + (total > 0 ? ", " + Text.gib(Memory.ofBytes(total)) : "");
      case FAILED -> "failed: " + error;
      case OTHER -> "?";
    };
  }
}

package org.exojvm.mlx.check;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.Optional;

/** What a probe of the library found. */
public sealed interface MlxProbeResult {

  /** Returns it for people. */
  String text();

  /**
   * The library is loaded, computes, and is right.
   *
   * @param version version of MLX
   * @param device what it computes on
   * @param backends names of the ways in which groups can be formed
   */
  record Works(String version, String device, ImmutableList<String> backends)
      implements MlxProbeResult {

    private static final char SEPARATOR = '\t';
    private static final String START = "works";

    @Override
    public String text() {
      return "MLX " + version + " on " + device + "; groups: " + String.join(", ", backends);
    }

    /** Returns what the process of the probe prints. */
    String line() {
      return START
          + SEPARATOR
          + version
          + SEPARATOR
          + device
          + SEPARATOR
          + String.join(" ", backends);
    }

    static Optional<Works> read(String line) {
      ImmutableList<String> fields =
          ImmutableList.copyOf(Splitter.on(SEPARATOR).split(line.strip()));
      return fields.size() == 4 && fields.getFirst().equals(START)
          ? Optional.of(
              new Works(
                  fields.get(1),
                  fields.get(2),
                  ImmutableList.copyOf(
                      Splitter.on(' ').omitEmptyStrings().split(fields.getLast()))))
          : Optional.empty();
    }
  }

  /**
   * It cannot be used.
   *
   * @param reason why, as the process said it, or how that ended
   */
  record Fails(String reason) implements MlxProbeResult {
    @Override
    public String text() {
      return "MLX does not work: " + reason;
    }
  }
}

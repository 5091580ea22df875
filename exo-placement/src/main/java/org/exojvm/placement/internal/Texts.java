package org.exojvm.placement.internal;

import com.google.common.collect.Streams;
import java.util.Locale;
import java.util.stream.Collectors;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.model.Memory;

/** How ids and amounts are written in details and hints. */
public final class Texts {

  private static final long BYTES_PER_GIB = 1L << 30;

  private Texts() {}

  /** Writes {@code [a,b]}. */
  public static String list(Iterable<NodeId> nodes) {
    return Streams.stream(nodes).map(NodeId::value).collect(Collectors.joining(",", "[", "]"));
  }

  /** Writes {@code 96 GiB}, {@code 0.25 GiB} or, below a hundredth, {@code 512 bytes}. */
  public static String size(Memory memory) {
    long bytes = memory.inBytes();
    if (bytes % BYTES_PER_GIB == 0) {
      return bytes / BYTES_PER_GIB + " GiB";
    }
    return Math.abs(bytes) < BYTES_PER_GIB / 100
        ? bytes + " bytes"
        : String.format(Locale.ROOT, "%.2f GiB", memory.inGib());
  }
}

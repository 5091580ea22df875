package org.exojvm.transport.libp2p.yamux;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.exojvm.transport.libp2p.duplex.Duplex;

/**
 * Stands between a session and its link and holds what both sides write to the rules: bodies of at
 * most 16 KiB, within the window that was granted, of streams that are open.
 */
final class WireSpy {

  private final Map<String, Long> windows = new HashMap<>();
  private final Set<String> ended = new HashSet<>();
  private String broken = "";

  /** Puts the spy on one side. */
  Duplex on(Duplex below, String side, String other) {
    return new Duplex() {
      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        return below.read(target, offset, length);
      }

      @Override
      public void write(byte[] source, int offset, int length) throws IOException {
        check(source, length, side, other);
        below.write(source, offset, length);
      }

      @Override
      public void flush() throws IOException {
        below.flush();
      }

      @Override
      public void close() {
        below.close();
      }
    };
  }

  synchronized String broken() {
    return broken;
  }

  private synchronized void check(byte[] frame, int length, String side, String other)
      throws IOException {
    byte[] head = Arrays.copyOf(frame, Header.BYTES);
    Header header = Header.decode(head);
    String own = side + header.stream();
    if (header.has(Header.SYN)) {
      windows.put(own, (long) YamuxLimits.INITIAL_WINDOW);
      windows.put(other + header.stream(), (long) YamuxLimits.INITIAL_WINDOW);
    }
    if (header.type() == Header.DATA) {
      long left = windows.getOrDefault(own, 0L) - header.length();
      windows.put(own, left);
      expect(left >= 0, "window", header);
      expect(header.length() <= YamuxLimits.MAX_SENT_BODY, "length", header);
      expect(length == Header.BYTES + header.length(), "frame", header);
      expect(!ended.contains(own), "data after the end", header);
    }
    if (header.type() == Header.WINDOW_UPDATE) {
      windows.merge(other + header.stream(), header.length(), Long::sum);
    }
    if (header.has(Header.FIN)) {
      expect(ended.add(own), "second end", header);
    }
  }

  private void expect(boolean holds, String rule, Header header) {
    if (!holds && broken.isEmpty()) {
      broken = rule + ": " + header;
    }
  }
}

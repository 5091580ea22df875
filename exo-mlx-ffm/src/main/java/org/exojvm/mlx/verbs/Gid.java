package org.exojvm.mlx.verbs;

import com.google.common.base.Preconditions;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address of an RDMA port, 16 bytes. JACCL uses the first one that holds an IPv4 address ({@code
 * ::ffff:a.b.c.d}).
 *
 * @param hex the bytes in hexadecimal, 32 lower-case digits
 */
public record Gid(String hex) {

  /** Length in bytes (union ibv_gid of verbs.h). */
  public static final int BYTES = 16;

  private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{32}");
  private static final byte[] IPV4_PREFIX = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

  /** Checks the shape. */
  public Gid {
    Preconditions.checkArgument(isOne(hex), "%s is not 32 hexadecimal digits.", hex);
  }

  /** Returns whether a text is a GID. */
  static boolean isOne(String hex) {
    return DIGITS.matcher(hex).matches();
  }

  /** Returns the IPv4 address inside, if it holds one. */
  public Optional<String> ipv4() {
    byte[] bytes = HexFormat.of().parseHex(hex);
    int start = IPV4_PREFIX.length;
    if (!Arrays.equals(bytes, 0, start, IPV4_PREFIX, 0, start)) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            "%d.%d.%d.%d",
            bytes[start] & 0xff,
            bytes[start + 1] & 0xff,
            bytes[start + 2] & 0xff,
            bytes[start + 3] & 0xff));
  }
}

package org.exojvm.transport.libp2p.multiformats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Internet addresses as text, without ever asking a name server; version 6 as in RFC 5952. */
final class IpText {

  static final int BYTES4 = 4;
  static final int BYTES6 = 16;

  private static final int GROUPS = 8;
  private static final int HEXADECIMAL = 16;
  private static final int MAX_TEXT_LENGTH = 45;
  private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};
  private static final String OCTET = "(0|[1-9][0-9]{0,2})";
  private static final String OCTETS = OCTET + "(\\." + OCTET + "){3}";

  private IpText() {}

  static byte[] parse4(String text) {
    byte[] bytes = new byte[BYTES4];
    int[] octets =
        text.matches(OCTETS)
            ? Arrays.stream(text.split("\\.", -1)).mapToInt(Integer::parseInt).toArray()
            : new int[] {-1};
    for (int i = 0; i < octets.length; i++) {
      if (octets[i] < 0 || octets[i] > 0xff) {
        throw new IllegalArgumentException(
            "\"" + text + "\" is no IPv4 address. Maybe it is a name: use /dns4/NAME.");
      }
      bytes[i] = (byte) octets[i];
    }
    return bytes;
  }

  static byte[] parse6(String text) {
    // Neither a zone nor brackets, which the JDK would take.
    if (text.length() > MAX_TEXT_LENGTH || !text.matches("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
      throw noAddress6(text);
    }
    int gap = text.indexOf("::");
    List<Integer> head = groups(text, gap < 0 ? text : text.substring(0, gap), gap < 0);
    List<Integer> tail = groups(text, gap < 0 ? "" : text.substring(gap + 2), true);
    int missing = GROUPS - head.size() - tail.size();
    if (gap < 0 ? missing != 0 : missing < 1) {
      throw noAddress6(text);
    }
    List<Integer> all = new ArrayList<>(head);
    all.addAll(Collections.nCopies(missing, 0));
    all.addAll(tail);
    byte[] bytes = new byte[BYTES6];
    for (int i = 0; i < GROUPS; i++) {
      bytes[2 * i] = (byte) (all.get(i) >> Byte.SIZE);
      bytes[2 * i + 1] = all.get(i).byteValue();
    }
    return bytes;
  }

  /** The groups of one side of the gap; only the last of all may be written as in version 4. */
  private static List<Integer> groups(String text, String side, boolean mayEndInOctets) {
    List<Integer> groups = new ArrayList<>();
    String[] parts = side.isEmpty() ? new String[0] : side.split(":", -1);
    for (int i = 0; i < parts.length; i++) {
      if (parts[i].matches("[0-9a-fA-F]{1,4}")) {
        groups.add(Integer.parseInt(parts[i], HEXADECIMAL));
      } else if (mayEndInOctets && i == parts.length - 1 && parts[i].matches(OCTETS)) {
        byte[] octets = parse4(parts[i]);
        groups.add((octets[0] & 0xff) << Byte.SIZE | (octets[1] & 0xff));
        groups.add((octets[2] & 0xff) << Byte.SIZE | (octets[3] & 0xff));
      } else {
        throw noAddress6(text);
      }
    }
    return groups;
  }

  private static IllegalArgumentException noAddress6(String text) {
    return new IllegalArgumentException(
        "\"" + text + "\" is no IPv6 address. Maybe it has a zone, which addresses here have not.");
  }

  static String format4(byte[] bytes) {
    return "%d.%d.%d.%d"
        .formatted(bytes[0] & 0xff, bytes[1] & 0xff, bytes[2] & 0xff, bytes[3] & 0xff);
  }

  static String format6(byte[] bytes) {
    if (Arrays.equals(bytes, 0, MAPPED.length, MAPPED, 0, MAPPED.length)) {
      return "::ffff:" + format4(Arrays.copyOfRange(bytes, MAPPED.length, BYTES6));
    }
    int[] groups = new int[GROUPS];
    for (int i = 0; i < GROUPS; i++) {
      groups[i] = (bytes[2 * i] & 0xff) << Byte.SIZE | (bytes[2 * i + 1] & 0xff);
    }
    int start = 0;
    int length = 0;
    for (int i = 0; i < GROUPS; i++) {
      int zeros = zerosFrom(groups, i);
      if (zeros > length) {
        start = i;
        length = zeros;
      }
    }
    if (length < 2) {
      return hex(groups, 0, GROUPS);
    }
    return hex(groups, 0, start) + "::" + hex(groups, start + length, GROUPS);
  }

  private static int zerosFrom(int[] groups, int start) {
    int end = start;
    while (end < GROUPS && groups[end] == 0) {
      end++;
    }
    return end - start;
  }

  private static String hex(int[] groups, int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < to; i++) {
      text.append(i == from ? "" : ":").append(Integer.toHexString(groups[i]));
    }
    return text.toString();
  }
}

package org.exojvm.node.http;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Cuts a path into segments first and decodes them then, so that %2F stays part of a segment. */
final class PathSegments {

  private static final Splitter SLASHES = Splitter.on('/');

  private PathSegments() {}

  /** Returns the decoded segments; empty when the path is malformed, has dots or is too long. */
  static Optional<ImmutableList<String>> decode(String rawPath, int maxSegments) {
    if (!rawPath.startsWith("/")) {
      return Optional.empty();
    }
    List<String> raw = SLASHES.splitToList(rawPath.substring(1));
    if (raw.size() > maxSegments) {
      return Optional.empty();
    }
    ImmutableList.Builder<String> segments = ImmutableList.builder();
    for (String segment : raw) {
      Optional<String> decoded = decode(segment);
      if (decoded.isEmpty() || decoded.get().equals(".") || decoded.get().equals("..")) {
        return Optional.empty();
      }
      segments.add(decoded.get());
    }
    return Optional.of(segments.build());
  }

  private static Optional<String> decode(String segment) {
    if (segment.indexOf('%') < 0) {
      return Optional.of(segment);
    }
    byte[] ascii = segment.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(ascii.length);
    for (int i = 0; i < ascii.length; i++) {
      if (ascii[i] != '%') {
        bytes.put(ascii[i]);
      } else if (i + 2 < ascii.length
          && HexFormat.isHexDigit(ascii[i + 1])
          && HexFormat.isHexDigit(ascii[i + 2])) {
        bytes.put(
            (byte)
                (HexFormat.fromHexDigit(ascii[i + 1]) * 16 + HexFormat.fromHexDigit(ascii[i + 2])));
        i += 2;
      } else {
        return Optional.empty();
      }
    }
    try {
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}

package org.exojvm.transport.libp2p.mdns.dns;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import org.jspecify.annotations.Nullable;

/**
 * A name, label by label. A label is bytes, kept as characters 0 to 255, and may hold dots. Two
 * names that differ only in the case of ASCII letters are equal.
 *
 * @param labels the labels, the root not among them
 */
public record DnsName(ImmutableList<String> labels) {

  /** Longest label, in bytes. */
  public static final int MAX_LABEL_BYTES = 63;

  /** Longest name on the wire, its lengths included, in bytes. */
  public static final int MAX_BYTES = 255;

  /** Returns the name with these labels. */
  public static DnsName of(String... labels) {
    return new DnsName(ImmutableList.copyOf(labels));
  }

  /** Returns how many bytes the name takes. */
  public int size() {
    return labels.stream().mapToInt(label -> 1 + label.length()).sum() + 1;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DnsName that && lowerCase().equals(that.lowerCase());
  }

  @Override
  public int hashCode() {
    return lowerCase().hashCode();
  }

  private ImmutableList<String> lowerCase() {
    return labels.stream().map(Ascii::toLowerCase).collect(ImmutableList.toImmutableList());
  }

  @Override
  public String toString() {
    return String.join(".", labels);
  }
}

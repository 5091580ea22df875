package org.exojvm.examples.conformance;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSortedMultiset;

/** The parts of a failure message, which the reference joins in any order. */
final class FailureText {

  private FailureText() {}

  static ImmutableSortedMultiset<String> parts(String message) {
    return ImmutableSortedMultiset.copyOf(Splitter.on("; ").split(message));
  }
}

package org.exojvm.examples.explain;

import java.util.stream.Collectors;
import org.exojvm.node.terminal.Text;
import org.exojvm.placement.explain.Exclusion;
import org.exojvm.placement.explain.SizeClass;
import org.exojvm.placement.explain.SizeClass.Verdict;

/** Classes of sizes in words. */
final class SizeText {

  private SizeText() {}

  /** Returns {@code 3 nodes} or {@code 5 to 64 nodes}. */
  static String nodes(SizeClass sizes) {
    return sizes.smallest() == sizes.largest()
        ? Text.count(sizes.smallest(), "node")
        : sizes.smallest() + " to " + sizes.largest() + " nodes";
  }

  /** Returns {@code 3} or {@code 5-64}. */
  static String range(SizeClass sizes) {
    return sizes.smallest() == sizes.largest()
        ? Integer.toString(sizes.smallest())
        : sizes.smallest() + "-" + sizes.largest();
  }

  /** Returns the nodes with what each gives, or what excludes the class. */
  static String verdict(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Fits(var placed, var shares) ->
          shares.entrySet().stream()
              .map(share -> share.getKey().value() + " " + Text.gib(share.getValue()))
              .collect(Collectors.joining(", "));
      case Verdict.Excluded(Exclusion why) -> "no: " + why.sentence();
    };
  }
}

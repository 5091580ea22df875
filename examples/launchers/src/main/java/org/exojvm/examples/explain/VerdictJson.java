package org.exojvm.examples.explain;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.exojvm.placement.explain.Exclusion;
import org.exojvm.placement.explain.SizeClass.Verdict;

/** What is to be said of a size, as JSON. */
final class VerdictJson {

  private VerdictJson() {}

  static void add(ObjectNode json, Verdict verdict) {
    switch (verdict) {
      case Verdict.Fits(var placed, var shares) -> {
        json.put("fits", true);
        json.put("proved_optimal", placed.provedOptimal());
        ObjectNode memory = json.putObject("memory_bytes_by_node");
        shares.forEach((node, share) -> memory.put(node.value(), share.inBytes()));
      }
      case Verdict.Excluded(Exclusion why) -> {
        json.put("fits", false);
        json.put("kind", why.kind().name());
        json.put("sentence", why.sentence());
        json.put("proved", why.proved());
        ObjectNode numbers = json.putObject("numbers");
        why.numbers().forEach(numbers::put);
      }
    }
  }
}

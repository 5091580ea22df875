package org.exojvm.examples.explain;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.exojvm.node.terminal.Table;
import org.exojvm.placement.explain.Preview;
import org.exojvm.placement.explain.Previews;
import org.exojvm.placement.explain.SizeClass;

/** Previews for people: one row per way, equal reasons of neighbouring sizes in one row. */
final class PreviewText {

  private PreviewText() {}

  static ImmutableList<String> lines(Query query, Previews.Listed listed) {
    ImmutableList.Builder<String> lines = ImmutableList.builder();
    lines.addAll(Question.ofPreviews(query, ExplanationText.WIDTH)).add("");
    Table table = new Table("sharding", "over", ">nodes", "memory each node gives");
    List<Preview> previews = listed.previews();
    int first = 0;
    for (int next = 1; next <= previews.size(); next++) {
      if (next == previews.size() || !sameRow(previews.get(first), previews.get(next))) {
        addRow(table, previews.get(first), previews.get(next - 1));
        first = next;
      }
    }
    lines.addAll(table.linesWithin(ExplanationText.WIDTH));
    if (listed.bounded()) {
      lines.add("").add("Not everything was looked at: the bound on questions was met.");
    }
    return lines.build();
  }

  private static boolean sameRow(Preview one, Preview other) {
    return one.sharding() == other.sharding()
        && one.instanceMeta() == other.instanceMeta()
        && one.verdict() instanceof SizeClass.Verdict.Excluded
        && one.verdict().equals(other.verdict());
  }

  private static void addRow(Table table, Preview first, Preview last) {
    table.row(
        first.sharding().wireName(),
        first.instanceMeta().wireName(),
        SizeText.range(new SizeClass(first.size(), last.size(), first.verdict())),
        SizeText.verdict(first.verdict()));
  }
}

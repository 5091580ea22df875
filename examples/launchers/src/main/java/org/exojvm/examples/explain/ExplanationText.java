package org.exojvm.examples.explain;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.model.Memory;
import org.exojvm.api.placement.PlacementRefusal;
import org.exojvm.api.placement.PlacementResult.Placed;
import org.exojvm.api.placement.PlacementResult.Unplaceable;
import org.exojvm.node.terminal.Table;
import org.exojvm.node.terminal.Text;
import org.exojvm.placement.explain.Conflict;
import org.exojvm.placement.explain.Explanation;
import org.exojvm.placement.explain.NodeVerdict;
import org.exojvm.placement.explain.NodeVerdict.Obstacle;
import org.exojvm.placement.explain.Relaxation;
import org.exojvm.placement.explain.SizeClass;
import org.exojvm.placement.explain.SizeClass.Verdict;
import org.jspecify.annotations.Nullable;

/** An explanation for people: first the answer, then what to do, then the reasons in full. */
record ExplanationText(Query query, Explanation explanation) {

  /** Width of a terminal, in characters. */
  static final int WIDTH = 80;

  private static final Pattern FIRST_WORD = Pattern.compile("[a-z]+ ");

  private static final String INDENT = "  ";

  /** Characters of a sentence; one that lists hundreds of nodes is cut. */
  private static final int MAX_SENTENCE = 400;

  /** Nodes listed; those with something to say come first. */
  private static final int MAX_LISTED_NODES = 24;

  ImmutableList<String> lines() {
    ImmutableList.Builder<String> lines = ImmutableList.builder();
    lines.addAll(Question.lines(query, WIDTH)).add("");
    switch (explanation.outcome()) {
      case Placed placed -> addPlaced(lines, placed);
      case Unplaceable refused -> addRefused(lines, refused);
    }
    section(lines, "By number of nodes: what each would give, or what excludes it", sizes());
    section(lines, "Nodes", nodes());
    if (explanation.bounded()) {
      paragraph(
          lines,
          "",
          "Not everything was looked at: the bound of %d questions to the strategy was met."
              .formatted(explanation.strategyCalls()));
    }
    return lines.build();
  }

  private void addPlaced(ImmutableList.Builder<String> lines, Placed placed) {
    paragraph(
        lines,
        "",
        "YES, on %s as %s: %s."
            .formatted(
                Text.count(placed.score().cycle().nodes().size(), "node"),
                placed.instance().instanceMeta().wireName(),
                placed.score().cycle().nodes().stream()
                    .map(query.names()::inFull)
                    .collect(Collectors.joining(", "))));
    new WhyThisOne(query.request(), explanation, NodeId::value)
        .lines()
        .forEach(line -> paragraph(lines, INDENT, line));
  }

  private void addRefused(ImmutableList.Builder<String> lines, Unplaceable refused) {
    paragraph(lines, "", "NO. " + sentence(refused.refusal()));
    @Nullable Conflict conflict = explanation.conflict();
    if (conflict != null) {
      paragraph(lines, "", conflict.sentence());
    }
    List<Relaxation> relaxations = explanation.relaxations();
    if (relaxations.isEmpty()) {
      lines.add("").add("No change was found that helps. " + refused.refusal().hint());
      return;
    }
    lines.add("").add("What would help, cheapest first; each was tried and does fit:");
    for (int i = 0; i < relaxations.size(); i++) {
      paragraph(lines, INDENT + (i + 1) + ". ", relaxations.get(i).sentence());
    }
  }

  /** The strategy may be a host's, and give no detail. */
  private static String sentence(PlacementRefusal refusal) {
    String detail = refusal.detail().isBlank() ? refusal.referenceText() : refusal.detail();
    String whole = detail.isBlank() ? refusal.code().name() : detail;
    String text = whole.length() > MAX_SENTENCE ? whole.substring(0, MAX_SENTENCE) + "..." : whole;
    // What begins with an id or the name of a field is not changed.
    boolean word = FIRST_WORD.matcher(text).lookingAt();
    return (word ? Ascii.toUpperCase(text.substring(0, 1)) + text.substring(1) : text)
        + (text.endsWith(".") ? "" : ".");
  }

  private Table sizes() {
    Table table = new Table(">nodes", "");
    for (SizeClass sizes : explanation.sizes()) {
      table.row(SizeText.range(sizes), SizeText.verdict(sizes.verdict()));
    }
    return table;
  }

  private Table nodes() {
    Table table = new Table("node", ">free", ">gives", "");
    ImmutableMap<NodeId, Memory> given = given();
    explanation.nodes().stream()
        .sorted(
            (one, other) -> Boolean.compare(one.obstacles().isEmpty(), other.obstacles().isEmpty()))
        .limit(MAX_LISTED_NODES)
        .forEach(node -> addNode(table, node, given));
    int more = explanation.nodes().size() - MAX_LISTED_NODES;
    return more > 0 ? table.row("and " + more + " more", "", "", "") : table;
  }

  private void addNode(Table table, NodeVerdict verdict, ImmutableMap<NodeId, Memory> given) {
    @Nullable Memory free = verdict.free();
    @Nullable Memory share = given.get(verdict.node());
    table.row(
        query.names().inFull(verdict.node()),
        free == null ? "?" : Text.gib(free),
        share == null ? "-" : Text.gib(share),
        verdict.obstacles().stream().map(Obstacle::sentence).collect(Collectors.joining("; ")));
  }

  private ImmutableMap<NodeId, Memory> given() {
    if (explanation.outcome() instanceof Placed placed) {
      int size = placed.score().cycle().nodes().size();
      for (SizeClass sizes : explanation.sizes()) {
        if (sizes.smallest() == size
            && sizes.verdict() instanceof Verdict.Fits(var _, var shares)) {
          return shares;
        }
      }
    }
    return ImmutableMap.of();
  }

  private static void section(ImmutableList.Builder<String> lines, String title, Table table) {
    lines.add("").add(title);
    table.linesWithin(WIDTH - INDENT.length()).stream()
        .filter(line -> !line.isBlank())
        .forEach(line -> lines.add(INDENT + line));
  }

  private static void paragraph(ImmutableList.Builder<String> lines, String start, String text) {
    ImmutableList<String> wrapped = Text.wrapped(text, WIDTH - start.length());
    lines.add(start + wrapped.getFirst());
    wrapped.stream().skip(1).forEach(line -> lines.add(" ".repeat(start.length()) + line));
  }
}

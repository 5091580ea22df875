package org.exojvm.examples.explain;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.exojvm.examples.terminal.MisuseException;
import org.exojvm.placement.explain.Explanation;
import org.exojvm.placement.explain.PlacementExplainer;
import org.exojvm.placement.explain.PlacementPreviews;
import org.exojvm.placement.explain.Preview;
import org.exojvm.placement.explain.Previews;
import org.exojvm.placement.explain.SizeClass.Verdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * {@code examples/run explain}: exit 0 when the model can be placed, 1 when it cannot, 2 when the
 * question makes no sense.
 */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Tells how a model would be placed on a cluster, or why not and what would help.",
      "Exit code 0: it can be placed; 1: it cannot; 2: misuse."
    })
public final class ExplainCommand implements Callable<Integer> {

  private static final int NOT_PLACEABLE = 1;
  private static final int USAGE = 2;

  @Spec private CommandSpec spec;
  @Mixin private ExplainOptions options;

  /** Made by picocli. */
  public ExplainCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try {
      Query query = new QueryReader(options).read();
      return (options.previews ? preview(query, out) : explain(query, out)) ? 0 : NOT_PLACEABLE;
    } catch (MisuseException e) {
      PrintWriter err = spec.commandLine().getErr();
      err.println(e.getMessage());
      err.flush();
      return USAGE;
    } finally {
      out.flush();
    }
  }

  private boolean explain(Query query, PrintWriter out) {
    Explanation explanation =
        PlacementExplainer.explainPlacement(query.strategy(), query.request(), query.remembered());
    if (options.json) {
      out.println(ExplanationJson.of(explanation));
    } else {
      new ExplanationText(query, explanation).lines().forEach(out::println);
    }
    return explanation.isPlaced();
  }

  private boolean preview(Query query, PrintWriter out) {
    return switch (PlacementPreviews.list(query.strategy(), query.request())) {
      case Previews.Listed listed -> {
        if (options.json) {
          out.println(PreviewJson.of(listed));
        } else {
          PreviewText.lines(query, listed).forEach(out::println);
        }
        yield listed.previews().stream()
            .map(Preview::verdict)
            .anyMatch(Verdict.Fits.class::isInstance);
      }
      // The nodes are taken from the topology itself.
      case Previews.UnknownNodes unknown -> throw new IllegalStateException(unknown.toString());
    };
  }
}

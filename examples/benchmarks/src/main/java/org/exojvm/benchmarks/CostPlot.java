package org.exojvm.benchmarks;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;

/** Draws what a placement costs against the size of the cluster, both axes logarithmic, as SVG. */
final class CostPlot {

  private static final int WIDTH = 640;
  private static final int HEIGHT = 360;
  private static final int LEFT = 70;
  private static final int BOTTOM = 50;
  private static final int MARGIN = 20;
  private static final double LEAST_MILLIS = 0.01;
  private static final double MOST_MILLIS = 1000;
  private static final int LEAST_NODES = 4;
  private static final int MOST_NODES = 512;

  private CostPlot() {}

  /** Returns milliseconds by number of nodes; empty when the benchmark was not run. */
  static Map<Integer, Double> millisByNodes(Collection<RunResult> results) {
    Map<Integer, Double> millis = new TreeMap<>();
    for (RunResult run : results) {
      BenchmarkParams params = run.getParams();
      if (params.getBenchmark().endsWith(".MeshPlacementBenchmark.place")) {
        millis.put(Integer.parseInt(params.getParam("nodes")), run.getPrimaryResult().getScore());
      }
    }
    return millis;
  }

  /** Returns the drawing. */
  static String svg(Map<Integer, Double> millisByNodes) {
    StringBuilder svg = new StringBuilder();
    add(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
            + " font-family=\"sans-serif\" font-size=\"12\">%n",
        WIDTH,
        HEIGHT);
    add(svg, "<rect width=\"%d\" height=\"%d\" fill=\"white\"/>%n", WIDTH, HEIGHT);
    for (double millis = LEAST_MILLIS; millis <= MOST_MILLIS * 1.001; millis *= 10) {
      add(
          svg,
          "<path d=\"M%d %.1fH%d\" stroke=\"#ddd\"/><text x=\"%d\" y=\"%.1f\""
              + " text-anchor=\"end\">%s ms</text>%n",
          LEFT,
          y(millis),
          WIDTH - MARGIN,
          LEFT - 6,
          y(millis) + 4,
          millis < 0.99
              ? String.format(Locale.ROOT, "%.2f", millis)
              : String.format(Locale.ROOT, "%.0f", millis));
    }
    StringBuilder line = new StringBuilder();
    millisByNodes.forEach(
        (nodes, millis) -> {
          add(line, "%s%.1f %.1f", line.isEmpty() ? "M" : "L", x(nodes), y(millis));
          add(
              svg,
              "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\" fill=\"#1f5fa8\"/><text x=\"%.1f\""
                  + " y=\"%.1f\" text-anchor=\"middle\">%.2g</text><text x=\"%.1f\" y=\"%d\""
                  + " text-anchor=\"middle\">%d</text>%n",
              x(nodes),
              y(millis),
              x(nodes),
              y(millis) - 9,
              millis,
              x(nodes),
              HEIGHT - BOTTOM + 18,
              nodes);
        });
    add(svg, "<path d=\"%s\" fill=\"none\" stroke=\"#1f5fa8\"/>%n", line);
    add(
        svg,
        "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">nodes of a full mesh</text>%n</svg>%n",
        (LEFT + WIDTH - MARGIN) / 2,
        HEIGHT - 12);
    return svg.toString();
  }

  @FormatMethod
  private static void add(StringBuilder to, @FormatString String format, Object... values) {
    to.append(String.format(Locale.ROOT, format, values));
  }

  private static double x(int nodes) {
    return LEFT + (WIDTH - MARGIN - LEFT - 20) * part(nodes, LEAST_NODES, MOST_NODES) + 10;
  }

  private static double y(double millis) {
    return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - MARGIN) * part(millis, LEAST_MILLIS, MOST_MILLIS);
  }

  private static double part(double value, double least, double most) {
    return Math.log(value / least) / Math.log(most / least);
  }
}

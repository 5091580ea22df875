package org.exojvm.node.cli.view;

import com.google.common.collect.ImmutableList;
import java.util.Locale;
import org.exojvm.node.terminal.Text;

/**
 * Why an intent is as it is, as the node explains it.
 *
 * @param phase where it stands, such as {@code serving}
 * @param summary that in a sentence
 * @param details what it rests on
 */
public record IntentReport(String phase, String summary, ImmutableList<String> details) {

  /** The phase in which all runners serve. */
  public static final String SERVING = "serving";

  /** The phase in which a runner or a link has failed. */
  public static final String FAILING = "failing";

  /** The phase of an intent that there is not. */
  public static final String UNKNOWN = "unknown";

  /** Reads the body of {@code GET /meta_instance/{id}/explain}. */
  public static IntentReport of(Look body) {
    String whole = body.at("text").raw().orElse("");
    String first = whole.lines().findFirst().orElse("");
    return new IntentReport(
        body.at("phase").text().toLowerCase(Locale.ROOT),
        Text.printable(body.at("summary").raw().orElse(first)),
        body.at("lines").elements().stream()
            .map(Look::text)
            .collect(ImmutableList.toImmutableList()));
  }

  /** Returns it without what it rests on. */
  public IntentReport withoutDetails() {
    return new IntentReport(phase, summary, ImmutableList.of());
  }

  /** Returns whether all runners serve. */
  public boolean isServing() {
    return phase.equals(SERVING);
  }

  /** Returns the lines that explain it. */
  public ImmutableList<String> lines(Layout layout) {
    ImmutableList.Builder<String> lines = ImmutableList.builder();
    lines.addAll(Text.wrapped(layout.phase(phase) + "  " + summary, layout.width()));
    for (String detail : details) {
      Text.wrapped(detail, layout.width() - 4).forEach(line -> lines.add("    " + line));
    }
    return lines.build();
  }
}

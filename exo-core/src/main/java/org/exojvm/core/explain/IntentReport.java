package org.exojvm.core.explain;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.id.MetaInstanceId;

/**
 * Why an intent is as it is.
 *
 * @param intent the intent
 * @param phase where it stands
 * @param summary that in one sentence, for people
 * @param details what it rests on, one fact a line, with numbers
 */
public record IntentReport(
    MetaInstanceId intent, IntentPhase phase, String summary, ImmutableList<String> details) {

  /** Returns summary and details, a line each. */
  public String text() {
    StringBuilder text = new StringBuilder(summary);
    for (String detail : details) {
      text.append("\n  ").append(detail);
    }
    return text.toString();
  }
}

package org.exojvm.core.catalog;

import com.google.common.collect.ImmutableList;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;
import org.exojvm.api.id.ModelId;

/** Finds the known models whose ids read most like one that is unknown. */
final class NearestModels {

  /** Most suggestions made. More of them would hide the right one. */
  static final int MAX_SUGGESTIONS = 3;

  /** Characters of an unknown id that are compared and shown; ids come from clients. */
  static final int MAX_ID_CHARS = 200;

  private static final int MISTYPED = 12;

  private NearestModels() {}

  /** Returns the message for a model that a catalogue does not have. */
  static String unknown(ModelId model, ImmutableList<ModelId> known, String catalog) {
    return "The model \""
        + shorten(model.value())
        + "\" is not in "
        + catalog
        + " of "
        + known.size()
        + " models. "
        + hint(model, known);
  }

  private static String hint(ModelId model, ImmutableList<ModelId> known) {
    if (known.isEmpty()) {
      return "Add a model card to it.";
    }
    return near(model, known).stream()
        .map(ModelId::value)
        .collect(Collectors.joining(", ", "Maybe you mean one of: ", "."));
  }

  /** Returns the nearest known ids, nearest first, ties by id. */
  static ImmutableList<ModelId> near(ModelId model, ImmutableList<ModelId> known) {
    String wanted = normal(model);
    return known.stream()
        .sorted(
            Comparator.<ModelId>comparingInt(id -> distance(wanted, normal(id)))
                .thenComparing(Comparator.naturalOrder()))
        .limit(MAX_SUGGESTIONS)
        .collect(ImmutableList.toImmutableList());
  }

  private static String normal(ModelId model) {
    return bounded(model.value().substring(model.value().lastIndexOf('/') + 1))
        .toLowerCase(Locale.ROOT);
  }

  private static String shorten(String id) {
    return id.length() <= MAX_ID_CHARS ? id : bounded(id) + "...";
  }

  private static String bounded(String text) {
    return text.substring(0, Math.min(text.length(), MAX_ID_CHARS));
  }

  /**
   * Returns the cost of turning {@code wanted} into {@code name}: 1 for a letter added, {@link
   * #MISTYPED} for one changed or taken away. Adding is cheap because people type parts of a name.
   */
  private static int distance(String wanted, String name) {
    int[] previous = new int[name.length() + 1];
    for (int j = 0; j <= name.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= wanted.length(); i++) {
      int[] current = new int[name.length() + 1];
      current[0] = MISTYPED * i;
      for (int j = 1; j <= name.length(); j++) {
        int changed = previous[j - 1] + (wanted.charAt(i - 1) == name.charAt(j - 1) ? 0 : MISTYPED);
        current[j] = Math.min(changed, Math.min(current[j - 1] + 1, previous[j] + MISTYPED));
      }
      previous = current;
    }
    return previous[name.length()];
  }
}

package org.exojvm.core.reconcile;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a rank's last words say about whose fault it was. When one rank of a group falls the others
 * fall with it, and each says something; only the one that fell first for a cause of its own is to
 * blame (museum: #2244).
 */
enum FailureCause {
  /** The rank itself: its process, its memory, its weights, its devices. */
  OWN,
  /** Nothing that is known here; taken for its own unless another rank has a cause of its own. */
  UNKNOWN,
  /** Another rank went away. */
  PEER,
  /** The process of its node was started anew: somebody updated it, or the machine lost power. */
  NODE_STARTED;

  private static final Pattern OWN_TEXT =
      Pattern.compile(
          "terminated \\(|out of memory|cannot allocate|download failed|load(?:ing)?"
              + " (?:failed|timed)|(?:could not|cannot|couldn't|failed to) load|the engine"
              + " (?:threw|contributed)|could not (?:open|find) device|protection domain|completion"
              + " queue|queue pair|register memory|ebusy");

  private static final Pattern PEER_TEXT =
      Pattern.compile(
          "^lost rank |^rank \\d+ on node .* has left|peer was lost|maybe another rank has died"
              + "|(?:send|recv|accept) failed|couldn't connect|connection (?:reset|refused|closed)"
              + "|broken pipe");

  private static final Pattern NODE_STARTED_TEXT = Pattern.compile("^node .* was started anew");

  static FailureCause of(@Nullable String message) {
    if (message == null) {
      return UNKNOWN;
    }
    String text = message.toLowerCase(Locale.ROOT);
    if (NODE_STARTED_TEXT.matcher(text).find()) {
      return NODE_STARTED;
    }
    // What a rank says of a lost one quotes that one's own words, so this comes first.
    if (PEER_TEXT.matcher(text).find()) {
      return PEER;
    }
    return OWN_TEXT.matcher(text).find() ? OWN : UNKNOWN;
  }
}

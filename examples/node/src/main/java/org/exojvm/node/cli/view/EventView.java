package org.exojvm.node.cli.view;

import com.google.common.collect.ImmutableSet;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.exojvm.node.terminal.Screen;
import org.exojvm.node.terminal.Text;

/** Events, one per line. */
public final class EventView {

  /** Fields that every event has, and that tell nobody anything. */
  private static final ImmutableSet<String> LEFT_OUT = ImmutableSet.of("event_id");

  /** Longest value that is shown. */
  private static final int MAX_VALUE = 80;

  /** A random id (RFC 9562): its first eight digits tell it from the others on a screen. */
  private static final Pattern UUID =
      Pattern.compile("\\b(\\p{XDigit}{8})-(?:\\p{XDigit}{4}-){3}\\p{XDigit}{12}\\b");

  /** What nodes tell of themselves about once a second, in full or only that they live. */
  private static final String HEARTBEAT = "NodeGatheredInfo";

  private EventView() {}

  /** Returns whether an event is one of those that would hide all others by their number. */
  public static boolean isHeartbeat(Look event) {
    return event.tag().equals(HEARTBEAT);
  }

  /**
   * Returns the line of an event. At a terminal random ids are shortened, for they would take the
   * whole of it; elsewhere they are whole.
   *
   * @param idx its index
   * @param event its JSON in the spelling of the wire
   * @param layout width and colours
   */
  public static String line(long idx, Look event, Layout layout) {
    StringJoiner fields = new StringJoiner(" ");
    for (Map.Entry<String, Look> field : event.tagged().entries().entrySet()) {
      if (!LEFT_OUT.contains(field.getKey())) {
        fields.add(Text.printable(field.getKey()) + "=" + value(field.getValue()));
      }
    }
    String start = "%8d  %s".formatted(idx, Text.printable(event.tag()));
    String all = fields.toString();
    String shown = layout.width() == Screen.UNBOUNDED ? all : UUID.matcher(all).replaceAll("$1..");
    String rest = Text.cut(shown, Math.max(0, layout.width() - start.length() - 2));
    return "%8d  %s  %s"
        .formatted(idx, layout.ink().heading(Text.printable(event.tag())), rest)
        .stripTrailing();
  }

  /** Ids and numbers whole, of what is tagged the tag, of other objects their JSON, cut. */
  private static String value(Look value) {
    if (value.json().isValueNode()) {
      return Text.cut(Text.printable(value.json().asText()), MAX_VALUE);
    }
    String tag = value.tag();
    boolean isTagged = !tag.isEmpty() && Character.isUpperCase(tag.charAt(0));
    return isTagged
        ? Text.printable(tag)
        : Text.cut(Text.printable(value.json().toString()), MAX_VALUE);
  }
}

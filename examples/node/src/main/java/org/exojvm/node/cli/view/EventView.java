package org.exojvm.node.cli.view;

import com.google.common.collect.ImmutableSet;
import java.util.Map;
import java.util.StringJoiner;
import org.exojvm.node.terminal.Text;

/** Events, one per line. */
public final class EventView {

  /** Fields that every event has, and that tell nobody anything. */
  private static final ImmutableSet<String> LEFT_OUT = ImmutableSet.of("event_id");

  /** Longest value that is shown. */
  private static final int MAX_VALUE = 80;

  private EventView() {}

  /**
   * Returns the line of an event.
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
    String rest = Text.cut(fields.toString(), Math.max(0, layout.width() - start.length() - 2));
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

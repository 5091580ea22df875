package org.exojvm.examples.processes;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a node says of itself when it has started.
 *
 * @param id its id
 * @param url where its API is
 * @param addresses where other nodes reach it
 */
record Greeting(String id, String url, ImmutableList<String> addresses) {

  private static final Pattern HEAD = Pattern.compile("\\((\\S+)\\) runs at (http://\\S+)");
  private static final Pattern ADDRESS = Pattern.compile("/ip[46]/\\S+/tcp/\\d+/p2p/\\S+");
  private static final String LAST = "Ctrl-C";

  /** Returns the first address without the id at its end. */
  String place() {
    String address = addresses.getFirst();
    return address.substring(0, address.indexOf("/p2p/"));
  }

  /** Returns the greeting in lines of output, once all of it has come. */
  static Optional<Greeting> in(List<String> lines) {
    String text = String.join("\n", lines);
    Matcher head = HEAD.matcher(text);
    return lines.getLast().startsWith(LAST) && head.find()
        ? Optional.of(
            new Greeting(
                head.group(1),
                head.group(2),
                ADDRESS
                    .matcher(text)
                    .results()
                    .map(MatchResult::group)
                    .collect(ImmutableList.toImmutableList())))
        : Optional.empty();
  }
}

package org.exojvm.node.cli;

import com.fasterxml.jackson.databind.node.MissingNode;
import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.function.Function;
import org.exojvm.node.cli.client.Answer;
import org.exojvm.node.cli.client.ApiClient;
import org.exojvm.node.cli.client.ApiPath;
import org.exojvm.node.cli.view.ClusterFacts;
import org.exojvm.node.cli.view.Layout;
import org.exojvm.node.cli.view.Look;
import org.exojvm.node.terminal.Screen;
import org.exojvm.node.terminal.Text;

/**
 * What a command works with.
 *
 * @param client asks the node
 * @param screen where to write
 * @param json whether to write JSON for programs
 */
record Session(ApiClient client, Screen screen, boolean json) {

  Layout layout() {
    return Layout.of(screen);
  }

  /** Shows an answer: the body to programs, lines to people. */
  Exit show(Answer answer, Function<Look, ImmutableList<String>> lines) {
    return switch (answer) {
      case Answer.Failure failure -> failed(failure);
      case Answer.Ok(var text, var body) -> {
        screen.lines(json ? List.of(text) : lines.apply(new Look(body)));
        yield Exit.DONE;
      }
    };
  }

  /** Shows an answer: the body to programs, a sentence to people. */
  Exit confirm(Answer answer, Function<Look, String> sentence) {
    return show(answer, body -> Text.wrapped(sentence.apply(body), screen.width()));
  }

  /** Returns the cluster as far as the node tells, for names; nothing is known of it otherwise. */
  ClusterFacts cluster() {
    return switch (client.get(ApiPath.of("state"))) {
      case Answer.Ok(var _, var body) -> new ClusterFacts(new Look(body));
      case Answer.Failure _ -> new ClusterFacts(new Look(MissingNode.getInstance()));
    };
  }

  /** Says why it did not work. */
  Exit failed(Answer.Failure failure) {
    screen.complain(failure.sentence());
    return Exit.of(failure);
  }
}

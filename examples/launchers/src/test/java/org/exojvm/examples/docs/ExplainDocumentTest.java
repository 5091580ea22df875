package org.exojvm.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.exojvm.examples.explain.ExplainCommand;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Goal: what docs/explain.md shows is what the commands print. Method: run them. */
class ExplainDocumentTest {

  private static final Pattern COMMAND = Pattern.compile("(?m)^`examples/run explain (.*)`$");
  private static final Pattern ARGUMENT = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  @Test
  void everyCommandPrintsWhatTheDocumentShows() throws Exception {
    String document = Project.text("docs/explain.md");
    List<MatchResult> commands = COMMAND.matcher(document).results().toList();
    assertThat(commands).hasSize(5);
    for (MatchResult command : commands) {
      assertThat(document)
          .as("copy the output of %s", command.group())
          .contains(answer(command.group(1)));
    }
  }

  /** Returns what is printed below the question, which the document does not always repeat. */
  private static String answer(String arguments) {
    StringWriter out = new StringWriter();
    new CommandLine(new ExplainCommand())
        .setOut(new PrintWriter(out))
        .execute(
            ARGUMENT
                .matcher(arguments)
                .results()
                .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
                .toArray(String[]::new));
    return out.toString()
        .lines()
        .dropWhile(line -> !line.isEmpty())
        .skip(1)
        .map(line -> line.isEmpty() ? line : "    " + line)
        .collect(Collectors.joining("\n"));
  }
}

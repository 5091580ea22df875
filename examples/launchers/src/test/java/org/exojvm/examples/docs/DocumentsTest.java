package org.exojvm.examples.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the documents point at exists: files, headings, classes and tests. */
class DocumentsTest {

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
  private static final Pattern CODE =
      Pattern.compile("`([A-Z][A-Za-z0-9]+)(?:[.#]([a-z]\\w*))?(?:\\(.*\\))?`");

  private static final Pattern TYPE = Pattern.compile("\\b(?:class|record|interface|enum) (\\w+)");

  private static final int DIFFERENCES = 21;

  /** Names in code font that are not Java types of this project. */
  private static final Set<String> FOREIGN =
      Set.of(
          "HashMap",
          "LinkedHashMap",
          "OrderedPMap",
          "NodeTimedOut",
          "LOCAL",
          "REPLICATED",
          "JAVA_HOME",
          "MessageDigest",
          "Origin",
          "JavaVirtualMachines");

  @Test
  void everyLinkOfEveryDocumentResolves() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path document : Project.documents()) {
      Matcher link = LINK.matcher(Files.readString(document, UTF_8));
      while (link.find()) {
        if (!resolves(document, link.group(1))) {
          broken.add(Project.ROOT.relativize(document) + ": " + link.group(1));
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  private static boolean resolves(Path document, String target) throws IOException {
    if (target.startsWith("https://")) {
      return true;
    }
    String[] parts = target.split("#", 2);
    Path file = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]);
    return Files.exists(file) && (parts.length == 1 || anchors(file).contains(parts[1]));
  }

  private static Set<String> anchors(Path file) throws IOException {
    return HEADING
        .matcher(Files.readString(file, UTF_8))
        .results()
        .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^a-z0-9 -]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  @Test
  void everyClassAndTestThatADocumentNamesExists() throws IOException {
    String sources = allSources();
    Set<String> types =
        TYPE.matcher(sources).results().map(type -> type.group(1)).collect(Collectors.toSet());
    List<String> missing = new ArrayList<>();
    for (Path document : Project.documents()) {
      Matcher code = CODE.matcher(Files.readString(document, UTF_8));
      while (code.find()) {
        if (!FOREIGN.contains(code.group(1)) && !exists(types, sources, code)) {
          missing.add(Project.ROOT.relativize(document) + ": " + code.group());
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void everyDifferenceHasARowThatNamesItsTestOrSaysThatItComesLater() throws IOException {
    String table = Project.text("docs/differences.md");
    for (int number = 1; number <= DIFFERENCES; number++) {
      assertThat(table)
          .containsPattern(
              "(?m)^\\| D%d \\| .* \\| .* \\| (`\\w+`.*|later) \\|$".formatted(number));
    }
  }

  private static boolean exists(Set<String> types, String sources, MatchResult code) {
    return types.contains(code.group(1))
        && (code.group(2) == null || sources.contains(" " + code.group(2) + "("));
  }

  private static String allSources() throws IOException {
    StringBuilder all = new StringBuilder();
    for (Path source : Project.sources()) {
      all.append(Files.readString(source, UTF_8));
    }
    return all.toString();
  }
}

package org.exojvm.core.museum;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.exojvm.core.simulation.FaultKind;
import org.junit.jupiter.api.Test;

/**
 * Goal: every failure that {@code docs/failures.md} speaks of has a test that is there, every entry
 * of the museum has a row, and the times it names are those of the code.
 */
class MuseumIndexTest {

  private static final String CORE = "org.exojvm.core.";
  private static final Pattern TEST = Pattern.compile("`(\\w+)#(\\w+)`");
  private static final Pattern FAULT = Pattern.compile("fault `([a-z-]+)`");

  /** What others have had; the numbers are those of the reference's issues and commits. */
  private static final ImmutableList<String> ENTRIES =
      ImmutableList.of(
          "1b68eb5: a pinned node dies and placement stops for ever",
          "539be54: a node restarts with a new id and its runners look alive",
          "#1447: the retry counter is reset by every new placement",
          "#1447: one slow model card stalls everything",
          "two placements spend the same memory",
          "one missing edge deletes an instance that serves",
          "a deletion races with a placement and leaves orphans, 21 in a stress test",
          "#2059: deleted instances come back by replay, running ones are ended by a late message",
          "#2197: the election clock is forgotten and the cluster is stuck after a restart",
          "#2194, #2248: ghosts of old nodes block placement over RDMA",
          "#2244: a healthy rank pays for the crash of a sibling",
          "#1731: a runner is stuck in Loaded for ever",
          "#1824: 100,000 events make a join fail",
          "#2120: a runner is gone and its instance is still listed",
          "#1451: a slow profiler call removes a healthy node",
          "a finished task of an unknown command kills the master",
          "a model card that cannot be loaded kills the master",
          "a cancellation is repeated for ever",
          "a model that is complete is reported as pending after a restart",
          "#2077: two nodes are kept apart because only one can dial the other",
          "#1833: anybody deletes an instance");

  private final FailuresDocument document = new FailuresDocument();

  MuseumIndexTest() throws IOException {}

  @Test
  void everyEntryOfTheMuseumHasARowAndATest() {
    assertThat(document.table("Museum").stream().map(List::getFirst))
        .containsExactlyElementsOf(ENTRIES);
    assertThat(document.table("Museum")).allSatisfy(row -> assertThat(tests(row)).isNotEmpty());
  }

  @Test
  void everyFailureSaysWhatIsNoticedWhenAndWhatIsDoneAndShowsIt() {
    assertThat(document.table("What happens when"))
        .hasSizeGreaterThan(30)
        .allSatisfy(
            row -> {
              assertThat(row).hasSize(5).doesNotContain("");
              assertThat(tests(row)).isNotEmpty();
            });
  }

  @Test
  void everyTestThatIsNamedExists() throws Exception {
    List<String> missing = new ArrayList<>();
    for (String table : List.of("What happens when", "Museum")) {
      for (List<String> row : document.table(table)) {
        for (MatchResult test : tests(row)) {
          if (!exists(test.group(1), test.group(2))) {
            missing.add(test.group());
          }
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void everyFaultOfTheSimulatorIsNamedAndNoOther() {
    assertThat(
            document.table("What happens when").stream()
                .flatMap(row -> FAULT.matcher(row.getLast()).results())
                .map(fault -> fault.group(1))
                .distinct())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(FaultKind.values()).map(FaultKind::label).toList());
  }

  @Test
  void everyTimeIsThatOfTheCode() throws Exception {
    List<List<String>> rows = document.table("Times");
    assertThat(rows).isNotEmpty();
    for (List<String> row : rows) {
      Class<?> owner = Class.forName(CORE + unquoted(row.get(0)));
      assertThat(Long.parseLong(row.get(2).replace(",", "")))
          .as("%s", row)
          .isEqualTo(value(owner, unquoted(row.get(1))));
    }
  }

  private static List<MatchResult> tests(List<String> row) {
    return TEST.matcher(row.getLast()).results().toList();
  }

  private static String unquoted(String cell) {
    return cell.replace("`", "").replace("*", "");
  }

  /** A constant, or a component of the defaults of a configuration. */
  private static long value(Class<?> owner, String name) throws ReflectiveOperationException {
    for (Field field : owner.getDeclaredFields()) {
      if (Modifier.isStatic(field.getModifiers())) {
        field.setAccessible(true);
        if (field.getName().equals(name)) {
          return ((Number) field.get(null)).longValue();
        }
        if (field.getName().startsWith("DEFAULT") && owner.isInstance(field.get(null))) {
          Method component = owner.getDeclaredMethod(name);
          component.setAccessible(true);
          return ((Number) component.invoke(field.get(null))).longValue();
        }
      }
    }
    throw new NoSuchFieldException(owner + "." + name);
  }

  /** Several classes of one name in different packages count as one. */
  private static boolean exists(String type, String method) throws Exception {
    for (Path file : classFiles(type)) {
      String name = root().relativize(file).toString().replace(File.separatorChar, '.');
      Class<?> found =
          Class.forName(
              name.substring(0, name.length() - ".class".length()),
              false,
              MuseumIndexTest.class.getClassLoader());
      if (Arrays.stream(found.getDeclaredMethods())
          .anyMatch(each -> each.getName().equals(method))) {
        return true;
      }
    }
    return false;
  }

  private static List<Path> classFiles(String type) throws IOException, URISyntaxException {
    try (Stream<Path> files = Files.walk(root())) {
      return files.filter(file -> file.endsWith(type + ".class")).toList();
    }
  }

  private static Path root() throws URISyntaxException {
    return Path.of(
        MuseumIndexTest.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}

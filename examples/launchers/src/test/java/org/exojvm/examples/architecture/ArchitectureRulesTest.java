package org.exojvm.examples.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.exojvm.examples.architecture.fixture.core.state.OpensEveryDoor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goal: a rule that passes says something. Method: each rule is run on planted violations and must
 * report them.
 */
class ArchitectureRulesTest {

  private static final String ROOT = "org.exojvm.examples.architecture.fixture";
  private static final ArchitectureRules RULES = new ArchitectureRules(ROOT);
  private static final JavaClasses FIXTURES = new ClassFileImporter().importPackages(ROOT);

  @ParameterizedTest
  @CsvSource({
    "api, NamesCore",
    "core, NamesPlacement",
    "placement, NamesCoreInternals",
    "transport, NamesMlx",
    "mlx, NamesTransport"
  })
  void anArrowTheWrongWayIsReported(String module, String violator) {
    assertThat(violationsOf(RULES.arrowsFrom(module))).anyMatch(line -> line.contains(violator));
  }

  static Stream<String> doors() {
    return Arrays.stream(OpensEveryDoor.class.getDeclaredMethods())
        .filter(method -> !method.isSynthetic())
        .map(method -> "OpensEveryDoor." + method.getName() + "(")
        .sorted();
  }

  @ParameterizedTest
  @MethodSource("doors")
  void everyDoorToTheWorldIsReported(String door) {
    assertThat(violationsOf(RULES.coresArePure())).anyMatch(line -> line.contains(door));
  }

  @Test
  void anAsynchronousSpiAndAShellAreNotReported() {
    assertThat(violationsOf(RULES.coresArePure()))
        .noneMatch(line -> line.contains("AsynchronousSpi"))
        .noneMatch(line -> line.contains("core.shell.Shell."));
  }

  @Test
  void aCoreThatUsesAShellIsReported() {
    assertThat(violationsOf(RULES.coresUseOnlyCores()))
        .anyMatch(line -> line.contains("CallsAShell"));
  }

  @Test
  void aCycleOfPackagesIsReported() {
    assertThat(violationsOf(RULES.packagesHaveNoCycles("core")))
        .anyMatch(line -> line.contains("BackToCommand") && line.contains("ThereToTask"));
  }

  @Test
  void aPackageWithoutNullMarkedIsReported() {
    assertThat(violationsOf(RULES.packagesAreNullMarked()))
        .isNotEmpty()
        .allMatch(line -> line.contains("NoPackageInfo"));
  }

  @Test
  void theUseOfInternalsOfAnotherModuleIsReported() {
    assertThat(violationsOf(RULES.internalsStayInTheirModule()))
        .isNotEmpty()
        .allMatch(line -> line.contains("NamesCoreInternals"));
  }

  private static List<String> violationsOf(ArchRule rule) {
    return rule.evaluate(FIXTURES).getFailureReport().getDetails();
  }
}

package org.exojvm.examples.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Goal: the product keeps its architecture. Method: import the main classes of every module from
 * the class path and check each rule on all of them.
 */
class ArchitectureTest {

  private static final String ROOT = "org.exojvm";
  private static final ArchitectureRules RULES = new ArchitectureRules(ROOT);
  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages(ROOT);

  @Test
  void everyModuleWithClassesIsSeen() {
    assertThat(PRODUCT)
        .extracting(type -> type.getPackageName().split("\\.", 4)[2])
        .contains("api", "core", "examples");
  }

  @ParameterizedTest
  @MethodSource("org.exojvm.examples.architecture.ArchitectureRules#modules")
  void modulesUseOnlyWhatTheArrowsAllow(String module) {
    RULES.arrowsFrom(module).check(PRODUCT);
  }

  @Test
  void coresReachNoClockChanceThreadFileSocketOrLog() {
    RULES.coresArePure().check(PRODUCT);
  }

  @Test
  void coresUseOnlyCores() {
    RULES.coresUseOnlyCores().check(PRODUCT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"api", "core", "placement", "transport.libp2p", "mlx", "examples"})
  void packagesOfAModuleHaveNoCycles(String module) {
    RULES.packagesHaveNoCycles(module).check(PRODUCT);
  }

  @Test
  void everyPackageIsNullMarked() {
    RULES.packagesAreNullMarked().check(PRODUCT);
  }

  @Test
  void internalPackagesAreUsedByTheirOwnModuleOnly() {
    RULES.internalsStayInTheirModule().check(PRODUCT);
  }
}
